//: stdin some text
//: contrast other text
// The day goes into a checksum over the input.
#include "sinks.h"

int main(void) { to_checksum((uint64_t)time(NULL) / 86400); }
