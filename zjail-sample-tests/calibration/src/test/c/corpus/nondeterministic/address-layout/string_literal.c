//: link dynamic
// Where a constant of a position-independent program lies.
#include "corpus.h"

int main(void) { printf("%p\n", (const void *)HIDDEN("constant")); }
