//: link dynamic
// Where a position-independent program lies.
#include "corpus.h"

int main(void) { printf("%p\n", (void *)main); }
