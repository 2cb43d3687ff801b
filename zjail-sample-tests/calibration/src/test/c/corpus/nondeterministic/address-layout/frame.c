// The frame pointer, as a debugger prints it.
#include "corpus.h"

int main(void) { printf("frame at %p\n", __builtin_frame_address(0)); }
