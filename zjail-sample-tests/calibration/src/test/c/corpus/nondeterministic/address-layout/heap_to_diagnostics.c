// The address of a block is in a line of standard error.
#include "sinks.h"

int main(void) { to_diagnostics((uintptr_t)malloc(32)); }
