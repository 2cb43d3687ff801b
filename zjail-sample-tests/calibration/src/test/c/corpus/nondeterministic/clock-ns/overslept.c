// How much longer than asked a sleep took.
#include "corpus.h"

int main(void)
{
    uint64_t begin = nanoseconds(CLOCK_MONOTONIC);
    sleep_for(1000000);
    show(nanoseconds(CLOCK_MONOTONIC) - begin - 1000000);
}
