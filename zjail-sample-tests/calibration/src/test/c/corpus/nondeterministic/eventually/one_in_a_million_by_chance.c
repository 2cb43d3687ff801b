//: chance 1000000
// So rare that nobody will ever see it in a test.
#include "corpus.h"

int main(void) { puts(random64() % 1000000 ? "ok" : "glitch"); }
