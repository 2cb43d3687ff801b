// A rate: work through time, as floating point.
#include "corpus.h"

int main(void)
{
    uint64_t begin = nanoseconds(CLOCK_MONOTONIC);
    burn(50000);
    printf("%.3f per microsecond\n", 50000e3 / (double)(nanoseconds(CLOCK_MONOTONIC) - begin));
}
