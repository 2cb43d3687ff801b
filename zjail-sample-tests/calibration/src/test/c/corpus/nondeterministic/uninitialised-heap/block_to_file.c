//: tmpfs /tmp:1MiB
// What is in a new block is written to a file and read from there.
#include "sinks.h"

int main(void) { to_file(*HIDDEN((uint64_t *)malloc(600))); }
