// A random number of the kernel is in a line of standard error.
#include "sinks.h"

int main(void) { to_diagnostics(random64()); }
