// Milliseconds since the start of the machine overflow after 49 days.
#include "corpus.h"

int main(void) { puts(nanoseconds(CLOCK_MONOTONIC) / 1000000 >> 32 ? "overflow" : "ok"); }
