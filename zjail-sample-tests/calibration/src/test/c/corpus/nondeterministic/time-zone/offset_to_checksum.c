//: stdin some text
//: contrast other text
// The offset of the time zone goes into a checksum over the input.
#include "sinks.h"

int main(void) { to_checksum((tzset(), (uint64_t)timezone)); }
