// The time stamp counter becomes a fraction.
#include "sinks.h"

int main(void) { to_fraction(__builtin_ia32_rdtsc()); }
