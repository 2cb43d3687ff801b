// Waits for the next tick of the coarse clock and counts.
#include "corpus.h"

int main(void)
{
    uint64_t begin = nanoseconds(CLOCK_MONOTONIC_COARSE), looks = 0;
    while (nanoseconds(CLOCK_MONOTONIC_COARSE) == begin) looks++;
    show(looks);
}
