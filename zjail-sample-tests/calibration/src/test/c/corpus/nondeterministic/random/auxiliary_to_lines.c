// The random bytes that are on every stack decides how many lines there are.
#include "sinks.h"

int main(void) { to_lines(*(uint64_t *)getauxval(AT_RANDOM)); }
