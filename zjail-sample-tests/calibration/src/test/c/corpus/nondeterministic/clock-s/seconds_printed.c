// The seconds since 1970.
#include "corpus.h"

int main(void) { printf("%ld\n", (long)time(NULL)); }
