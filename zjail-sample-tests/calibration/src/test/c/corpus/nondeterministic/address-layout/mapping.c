// The address of a mapping.
#include "corpus.h"

int main(void) { printf("%p\n", mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)); }
