//: link dynamic
// Where the program's own headers are.
#include "corpus.h"

int main(void) { printf("%lx\n", getauxval(AT_PHDR) >> 12); }
