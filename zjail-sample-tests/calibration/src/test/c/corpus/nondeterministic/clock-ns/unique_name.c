// The name of a temporary file that is made of the time.
#include "corpus.h"

int main(void) { printf("/tmp/job-%llx.tmp\n", (unsigned long long)nanoseconds(CLOCK_REALTIME) / 1000); }
