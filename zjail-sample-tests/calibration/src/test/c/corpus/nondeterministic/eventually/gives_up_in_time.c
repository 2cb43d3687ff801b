//: chance 1000
// An algorithm with a deadline that it meets unless the machine is very slow.
#include "corpus.h"

int main(void)
{
    uint64_t deadline = nanoseconds(CLOCK_MONOTONIC) + 200000000;
    uint64_t best = UINT64_MAX, state = 7;
    for (int i = 0; i < 20000; i++) {
        uint64_t value = next(&state);
        if (value < best) best = value;
        if (i % 1000 == 0 && nanoseconds(CLOCK_MONOTONIC) > deadline) break;
    }
    show(best);
}
