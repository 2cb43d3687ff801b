//: exit 0 1
// One bit of the clock is the exit status, and nothing is printed.
#include "corpus.h"

int main(void) { return (int)(nanoseconds(CLOCK_REALTIME) / 64 & 1); }
