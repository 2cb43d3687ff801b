// Reads one element too many, where the saved frame is.
#include "corpus.h"

int main(void)
{
    uint64_t words[4] = {1, 2, 3, 4}, sum = 0;
    for (int i = 0; i < 40; i++) sum += HIDDEN((volatile uint64_t *)words)[i];
    show(sum);
}
