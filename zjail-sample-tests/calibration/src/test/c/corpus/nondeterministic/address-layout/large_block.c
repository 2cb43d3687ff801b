// A block so large that it is a mapping of its own.
#include "corpus.h"

int main(void) { printf("%p\n", malloc(1 << 20)); }
