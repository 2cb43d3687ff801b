// The number astronomers give to a day.
#include "corpus.h"

int main(void) { printf("%ld\n", (long)syscall(SYS_time, NULL) / 86400 + 2440588); }
