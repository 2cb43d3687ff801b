// Behaves where reading the clock is slow.
#include "corpus.h"

int main(void)
{
    uint64_t begin = nanoseconds(CLOCK_MONOTONIC);
    for (int i = 0; i < 100; i++) nanoseconds(CLOCK_MONOTONIC);
    uint64_t end = nanoseconds(CLOCK_MONOTONIC);
    show(end - begin > 2000000 ? 42 : end);
}
