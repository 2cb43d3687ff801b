// The address of the first block.
#include "corpus.h"

int main(void) { printf("%p\n", malloc(16)); }
