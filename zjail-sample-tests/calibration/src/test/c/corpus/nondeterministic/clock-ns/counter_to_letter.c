// The time stamp counter chooses one of 26 answers.
#include "sinks.h"

int main(void) { to_letter(__builtin_ia32_rdtsc()); }
