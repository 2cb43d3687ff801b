//: tmpfs /tmp:1MiB
// The address of the first frame is written to a file and read from there.
#include "sinks.h"

int main(void) { to_file((uintptr_t)__builtin_frame_address(0)); }
