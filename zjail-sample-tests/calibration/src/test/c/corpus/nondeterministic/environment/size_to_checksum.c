//: stdin some text
//: contrast other text
// The size of the environment goes into a checksum over the input.
#include "sinks.h"

int main(void) { to_checksum(bytes_of_environment()); }
