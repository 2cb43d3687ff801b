// The limit of the stack is the width of a field.
#include "sinks.h"

int main(void) { to_width(stack_limit()); }
