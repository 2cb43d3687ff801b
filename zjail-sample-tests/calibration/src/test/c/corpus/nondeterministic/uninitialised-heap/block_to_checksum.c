//: stdin some text
//: contrast other text
// What is in a new block goes into a checksum over the input.
#include "sinks.h"

int main(void) { to_checksum(*HIDDEN((uint64_t *)malloc(600))); }
