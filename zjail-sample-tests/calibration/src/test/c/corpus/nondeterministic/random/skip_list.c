// The levels of a skip list.
#include "corpus.h"

int main(void)
{
    for (int i = 0; i < 12; i++) printf("%d", 1 + __builtin_ctzll(random64() | 1ull << 8));
    putchar('\n');
}
