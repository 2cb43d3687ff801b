//: stdin some text
//: contrast other text
// A random number of the kernel goes into a checksum over the input.
#include "sinks.h"

int main(void) { to_checksum(random64()); }
