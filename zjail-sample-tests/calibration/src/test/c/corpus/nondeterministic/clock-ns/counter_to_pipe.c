// The time stamp counter goes through a pipe.
#include "sinks.h"

int main(void) { to_pipe(__builtin_ia32_rdtsc()); }
