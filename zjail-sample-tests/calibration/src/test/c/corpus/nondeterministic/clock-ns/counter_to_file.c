//: tmpfs /tmp:1MiB
// The time stamp counter is written to a file and read from there.
#include "sinks.h"

int main(void) { to_file(__builtin_ia32_rdtsc()); }
