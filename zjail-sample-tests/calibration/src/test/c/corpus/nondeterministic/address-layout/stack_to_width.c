// The address of the first frame is the width of a field.
#include "sinks.h"

int main(void) { to_width((uintptr_t)__builtin_frame_address(0)); }
