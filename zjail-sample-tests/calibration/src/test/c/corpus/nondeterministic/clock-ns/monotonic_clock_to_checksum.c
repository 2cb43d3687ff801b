//: stdin some text
//: contrast other text
// The monotonic clock goes into a checksum over the input.
#include "sinks.h"

int main(void) { to_checksum(nanoseconds(CLOCK_MONOTONIC)); }
