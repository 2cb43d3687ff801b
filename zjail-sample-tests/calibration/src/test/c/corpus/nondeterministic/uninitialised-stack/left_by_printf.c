// What printf left below the frame.
#include "corpus.h"

static NOINLINE uint64_t sum(void)
{
    uint64_t words[64], sum = 0;
    for (int i = 0; i < 64; i++) sum += HIDDEN((volatile uint64_t *)words)[i];
    return sum;
}
int main(void)
{
    printf("%d %s %f\n", 1, "two", 3.0);
    show(sum());
}
