// The address of the first frame becomes a fraction.
#include "sinks.h"

int main(void) { to_fraction((uintptr_t)__builtin_frame_address(0)); }
