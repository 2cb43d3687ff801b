// realloc does not clear what it adds when it has to move a block.
#include "corpus.h"

int main(void)
{
    unsigned char *bytes = HIDDEN(calloc(1, 64)), *fence = HIDDEN(malloc(64));
    unsigned sum = 0;
    bytes = HIDDEN(realloc(bytes, 2000));
    for (int i = 0; i < 2000; i++) sum += bytes[i];
    printf("%u %d\n", sum, fence != NULL);
}
