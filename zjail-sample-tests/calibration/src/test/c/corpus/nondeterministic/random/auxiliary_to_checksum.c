//: stdin some text
//: contrast other text
// The random bytes that are on every stack goes into a checksum over the input.
#include "sinks.h"

int main(void) { to_checksum(*(uint64_t *)getauxval(AT_RANDOM)); }
