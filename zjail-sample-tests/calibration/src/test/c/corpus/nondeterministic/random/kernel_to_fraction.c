// A random number of the kernel becomes a fraction.
#include "sinks.h"

int main(void) { to_fraction(random64()); }
