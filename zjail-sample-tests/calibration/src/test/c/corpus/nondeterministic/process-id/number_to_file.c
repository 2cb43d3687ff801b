//: tmpfs /tmp:1MiB
// The process id is written to a file and read from there.
#include "sinks.h"

int main(void) { to_file((uint64_t)getpid()); }
