// A random number of the kernel decides how many lines there are.
#include "sinks.h"

int main(void) { to_lines(random64()); }
