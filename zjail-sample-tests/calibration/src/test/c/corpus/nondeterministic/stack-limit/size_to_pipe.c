// The limit of the stack goes through a pipe.
#include "sinks.h"

int main(void) { to_pipe(stack_limit()); }
