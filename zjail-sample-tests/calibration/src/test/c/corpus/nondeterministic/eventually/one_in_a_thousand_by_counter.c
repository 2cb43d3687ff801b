//: chance 1000
// The same by the time stamp counter.
#include "corpus.h"

int main(void) { puts(__builtin_ia32_rdtsc() / 64 % 1000 ? "ok" : "glitch"); }
