// Seconds of a clock that starts with the machine.
#include "corpus.h"

int main(void) { show(nanoseconds(CLOCK_MONOTONIC) / 1000000000); }
