// The process id is in a line of standard error.
#include "sinks.h"

int main(void) { to_diagnostics((uint64_t)getpid()); }
