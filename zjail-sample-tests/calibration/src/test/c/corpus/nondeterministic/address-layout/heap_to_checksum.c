//: stdin some text
//: contrast other text
// The address of a block goes into a checksum over the input.
#include "sinks.h"

int main(void) { to_checksum((uintptr_t)malloc(32)); }
