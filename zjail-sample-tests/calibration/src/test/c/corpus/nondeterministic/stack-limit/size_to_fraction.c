// The limit of the stack becomes a fraction.
#include "sinks.h"

int main(void) { to_fraction(stack_limit()); }
