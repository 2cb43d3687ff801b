// The monotonic clock becomes a fraction.
#include "sinks.h"

int main(void) { to_fraction(nanoseconds(CLOCK_MONOTONIC)); }
