// A new block is one that was freed, with the link still in it.
#include "corpus.h"

int main(void)
{
    uint64_t *blocks[3];
    for (int i = 0; i < 3; i++) blocks[i] = HIDDEN(malloc(56));
    for (int i = 0; i < 3; i++) free(blocks[i]);
    show(*HIDDEN((uint64_t *)malloc(56)));
}
