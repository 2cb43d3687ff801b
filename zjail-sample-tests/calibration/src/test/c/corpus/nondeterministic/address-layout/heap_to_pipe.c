// The address of a block goes through a pipe.
#include "sinks.h"

int main(void) { to_pipe((uintptr_t)malloc(32)); }
