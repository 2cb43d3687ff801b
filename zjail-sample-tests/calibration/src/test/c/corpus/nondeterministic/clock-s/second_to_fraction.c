// The second becomes a fraction.
#include "sinks.h"

int main(void) { to_fraction((uint64_t)time(NULL)); }
