//: stdin some text
//: contrast other text
// The name of the host goes into a checksum over the input.
#include "sinks.h"

int main(void) { to_checksum(hash_of_host_name()); }
