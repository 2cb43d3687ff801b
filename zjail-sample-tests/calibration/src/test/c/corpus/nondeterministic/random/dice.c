// Three dice.
#include "corpus.h"

int main(void)
{
    uint64_t value = random64();
    printf("%d %d %d\n", (int)(value % 6) + 1, (int)(value / 6 % 6) + 1, (int)(value / 36 % 6) + 1);
}
