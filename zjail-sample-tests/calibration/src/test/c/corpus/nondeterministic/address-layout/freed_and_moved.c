// Whether a block moved when it grew is fixed; where it went is not.
#include "corpus.h"

int main(void)
{
    char *block = malloc(100000), *fence = malloc(10);
    block = realloc(block, 4000000);
    printf("%lx %d\n", (unsigned long)block >> 12, fence != NULL);
}
