// How often a loop could look before its deadline came.
#include "corpus.h"

int main(void)
{
    uint64_t deadline = nanoseconds(CLOCK_MONOTONIC) + 1000000;
    int looks = 0;
    while (nanoseconds(CLOCK_MONOTONIC) < deadline) looks++;
    printf("%d\n", looks);
}
