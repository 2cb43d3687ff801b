//: stdin some text
//: contrast other text
// The path of the working directory goes into a checksum over the input.
#include "sinks.h"

int main(void) { to_checksum(hash_of(get_current_dir_name())); }
