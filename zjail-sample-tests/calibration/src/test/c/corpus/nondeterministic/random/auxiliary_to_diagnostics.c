// The random bytes that are on every stack is in a line of standard error.
#include "sinks.h"

int main(void) { to_diagnostics(*(uint64_t *)getauxval(AT_RANDOM)); }
