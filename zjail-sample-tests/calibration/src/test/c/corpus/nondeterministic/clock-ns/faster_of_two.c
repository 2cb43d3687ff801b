// Two ways to do the same are timed, and the faster one is named, with its lead.
#include "corpus.h"

int main(void)
{
    uint64_t begin = nanoseconds(CLOCK_MONOTONIC);
    burn(3000);
    uint64_t middle = nanoseconds(CLOCK_MONOTONIC);
    burn(3000);
    int64_t lead = (int64_t)(nanoseconds(CLOCK_MONOTONIC) - middle) - (int64_t)(middle - begin);
    printf("%s by %lld ns\n", lead < 0 ? "second" : "first", (long long)llabs(lead));
}
