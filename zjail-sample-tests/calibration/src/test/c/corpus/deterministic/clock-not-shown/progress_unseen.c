// Reads the clock and does not use it.
#include "corpus.h"

int main(void)
{
    volatile uint64_t unused = nanoseconds(CLOCK_MONOTONIC);
    (void)unused;
    puts("done");
}
