//: stdin some text
//: contrast other text
// The address of the first frame goes into a checksum over the input.
#include "sinks.h"

int main(void) { to_checksum((uintptr_t)__builtin_frame_address(0)); }
