// The random bytes that are on every stack is the width of a field.
#include "sinks.h"

int main(void) { to_width(*(uint64_t *)getauxval(AT_RANDOM)); }
