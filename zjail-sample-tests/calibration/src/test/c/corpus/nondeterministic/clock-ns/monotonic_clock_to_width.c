// The monotonic clock is the width of a field.
#include "sinks.h"

int main(void) { to_width(nanoseconds(CLOCK_MONOTONIC)); }
