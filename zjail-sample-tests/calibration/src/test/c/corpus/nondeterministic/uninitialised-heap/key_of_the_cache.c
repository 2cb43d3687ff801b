// The second word of a freed block is glibc's random key.
#include "corpus.h"

int main(void)
{
    uint64_t *block = HIDDEN(malloc(40));
    free(block);
    show(((volatile uint64_t *)HIDDEN(block))[1]);
}
