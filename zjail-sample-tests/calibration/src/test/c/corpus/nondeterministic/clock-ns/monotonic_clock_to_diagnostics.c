// The monotonic clock is in a line of standard error.
#include "sinks.h"

int main(void) { to_diagnostics(nanoseconds(CLOCK_MONOTONIC)); }
