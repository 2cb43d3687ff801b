// The address of the first frame decides how many lines there are.
#include "sinks.h"

int main(void) { to_lines((uintptr_t)__builtin_frame_address(0)); }
