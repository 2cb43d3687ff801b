//: stdin some text
//: contrast other text
// The limit of the stack goes into a checksum over the input.
#include "sinks.h"

int main(void) { to_checksum(stack_limit()); }
