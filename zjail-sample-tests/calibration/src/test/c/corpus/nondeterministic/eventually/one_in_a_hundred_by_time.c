//: chance 100
// One moment in a hundred gives another answer.
#include "corpus.h"

int main(void) { puts(nanoseconds(CLOCK_MONOTONIC) / 1000 % 100 ? "ok" : "glitch"); }
