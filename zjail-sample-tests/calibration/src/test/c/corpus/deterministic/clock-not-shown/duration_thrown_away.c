// It takes the time of its work and shows it to nobody.
#include "corpus.h"

int main(void)
{
    uint64_t begun = nanoseconds(CLOCK_MONOTONIC), sum = 0;
    for (int i = 0; i < 1000; i++) sum += mix((uint64_t)i);
    volatile double seconds = (double)(nanoseconds(CLOCK_MONOTONIC) - begun) / 1e9;
    (void)seconds;
    show(sum);
}
