//: tmpfs /tmp:1MiB
// The random bytes that are on every stack is written to a file and read from there.
#include "sinks.h"

int main(void) { to_file(*(uint64_t *)getauxval(AT_RANDOM)); }
