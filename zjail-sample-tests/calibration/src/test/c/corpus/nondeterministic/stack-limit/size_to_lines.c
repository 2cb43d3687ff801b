// The limit of the stack decides how many lines there are.
#include "sinks.h"

int main(void) { to_lines(stack_limit()); }
