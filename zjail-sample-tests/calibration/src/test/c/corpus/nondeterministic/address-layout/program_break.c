// Where the heap would grow.
#include "corpus.h"

int main(void) { printf("%p\n", sbrk(0)); }
