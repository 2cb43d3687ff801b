// Two bits of an address choose one of four outputs.
#include "corpus.h"

int main(void)
{
    const char *colours[] = {"red", "green", "blue", "grey"};
    puts(colours[(uintptr_t)mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) >> 12 & 3]);
}
