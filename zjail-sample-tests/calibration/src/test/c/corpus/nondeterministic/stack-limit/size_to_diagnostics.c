// The limit of the stack is in a line of standard error.
#include "sinks.h"

int main(void) { to_diagnostics(stack_limit()); }
