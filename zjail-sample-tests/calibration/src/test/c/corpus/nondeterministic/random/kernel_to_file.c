//: tmpfs /tmp:1MiB
// A random number of the kernel is written to a file and read from there.
#include "sinks.h"

int main(void) { to_file(random64()); }
