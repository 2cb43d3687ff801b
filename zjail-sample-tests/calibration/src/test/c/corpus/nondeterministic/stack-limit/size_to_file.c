//: tmpfs /tmp:1MiB
// The limit of the stack is written to a file and read from there.
#include "sinks.h"

int main(void) { to_file(stack_limit()); }
