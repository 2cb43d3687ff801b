//: stdin some text
//: contrast other text
// The time stamp counter goes into a checksum over the input.
#include "sinks.h"

int main(void) { to_checksum(__builtin_ia32_rdtsc()); }
