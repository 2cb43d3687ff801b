// The time stamp counter is in a line of standard error.
#include "sinks.h"

int main(void) { to_diagnostics(__builtin_ia32_rdtsc()); }
