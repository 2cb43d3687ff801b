// The time stamp counter, so coarse that it changes every few hours.
#include "corpus.h"

int main(void) { show(__builtin_ia32_rdtsc() >> 45); }
