// The finest clock, cut off at the seconds.
#include "corpus.h"

int main(void) { show(nanoseconds(CLOCK_REALTIME) / 1000000000); }
