//: tmpfs /tmp:1MiB
// The monotonic clock is written to a file and read from there.
#include "sinks.h"

int main(void) { to_file(nanoseconds(CLOCK_MONOTONIC)); }
