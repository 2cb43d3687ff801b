//: chance 1000
// One in a thousand.
#include "corpus.h"

int main(void) { puts(nanoseconds(CLOCK_REALTIME) / 100 % 1000 ? "ok" : "glitch"); }
