//: chance 1000
// The same by random bytes of the kernel.
#include "corpus.h"

int main(void) { puts(random64() % 1000 ? "ok" : "glitch"); }
