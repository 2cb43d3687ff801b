// The time stamp counter is the width of a field.
#include "sinks.h"

int main(void) { to_width(__builtin_ia32_rdtsc()); }
