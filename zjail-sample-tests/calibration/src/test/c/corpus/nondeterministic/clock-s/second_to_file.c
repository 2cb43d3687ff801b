//: tmpfs /tmp:1MiB
// The second is written to a file and read from there.
#include "sinks.h"

int main(void) { to_file((uint64_t)time(NULL)); }
