// How often one has to draw until a byte is 0.
#include "corpus.h"

int main(void)
{
    int draws = 1;
    while (random64() & 0x1f) draws++;
    printf("%d\n", draws);
}
