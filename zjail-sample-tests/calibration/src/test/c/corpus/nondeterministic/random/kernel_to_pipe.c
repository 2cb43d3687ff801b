// A random number of the kernel goes through a pipe.
#include "sinks.h"

int main(void) { to_pipe(random64()); }
