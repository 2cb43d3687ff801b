// The monotonic clock goes through a pipe.
#include "sinks.h"

int main(void) { to_pipe(nanoseconds(CLOCK_MONOTONIC)); }
