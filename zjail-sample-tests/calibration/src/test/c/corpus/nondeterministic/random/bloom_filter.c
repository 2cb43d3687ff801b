// The false positives of a filter with random hashes.
#include "corpus.h"

int main(void)
{
    uint64_t seed = random64(), bits[4] = {0};
    int wrong = 0;
    for (uint64_t i = 0; i < 60; i++) {
        uint64_t bit = mix(seed ^ i) % 256;
        bits[bit / 64] |= 1ull << bit % 64;
    }
    for (uint64_t i = 1000; i < 2000; i++) {
        uint64_t bit = mix(seed ^ i) % 256;
        wrong += (int)(bits[bit / 64] >> bit % 64 & 1);
    }
    printf("%d of 1000 false positives\n", wrong);
}
