// The address of the first frame goes through a pipe.
#include "sinks.h"

int main(void) { to_pipe((uintptr_t)__builtin_frame_address(0)); }
