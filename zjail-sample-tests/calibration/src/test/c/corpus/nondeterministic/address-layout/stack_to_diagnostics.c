// The address of the first frame is in a line of standard error.
#include "sinks.h"

int main(void) { to_diagnostics((uintptr_t)__builtin_frame_address(0)); }
