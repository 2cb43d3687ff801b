// The random bytes that are on every stack becomes a fraction.
#include "sinks.h"

int main(void) { to_fraction(*(uint64_t *)getauxval(AT_RANDOM)); }
