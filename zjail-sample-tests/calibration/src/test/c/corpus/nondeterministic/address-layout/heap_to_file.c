//: tmpfs /tmp:1MiB
// The address of a block is written to a file and read from there.
#include "sinks.h"

int main(void) { to_file((uintptr_t)malloc(32)); }
