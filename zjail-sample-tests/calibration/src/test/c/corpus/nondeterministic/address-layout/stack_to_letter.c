// The address of the first frame chooses one of 26 answers.
#include "sinks.h"

int main(void) { to_letter((uintptr_t)__builtin_frame_address(0)); }
