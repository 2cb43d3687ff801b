// The clock decides how many lines there are.
#include "corpus.h"

int main(void)
{
    for (uint64_t left = nanoseconds(CLOCK_MONOTONIC) % 6 + 1; left > 0; left--) puts("line");
}
