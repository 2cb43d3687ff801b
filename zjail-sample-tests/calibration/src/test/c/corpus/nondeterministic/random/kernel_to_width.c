// A random number of the kernel is the width of a field.
#include "sinks.h"

int main(void) { to_width(random64()); }
