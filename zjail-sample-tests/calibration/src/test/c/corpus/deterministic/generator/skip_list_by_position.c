// The levels of a skip list, from the position of an element instead of chance.
#include "corpus.h"

int main(void)
{
    for (unsigned i = 1; i <= 32; i++) printf("%d", 1 + __builtin_ctz(i));
    putchar('\n');
}
