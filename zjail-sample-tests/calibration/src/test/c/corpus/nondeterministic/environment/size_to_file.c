//: tmpfs /tmp:1MiB
// The size of the environment is written to a file and read from there.
#include "sinks.h"

int main(void) { to_file(bytes_of_environment()); }
