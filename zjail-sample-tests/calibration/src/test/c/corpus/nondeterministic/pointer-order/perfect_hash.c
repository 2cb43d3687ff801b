// How often a perfect hash of addresses had to be tried.
#include "corpus.h"

int main(void)
{
    void *keys[8];
    for (int i = 0; i < 8; i++) keys[i] = malloc(50);
    for (uint64_t seed = 0; seed < 100000; seed++) {
        unsigned used = 0;
        for (int i = 0; i < 8; i++) used |= 1u << (mix((uintptr_t)keys[i] + seed) % 12);
        if (__builtin_popcount(used) == 8) {
            show(seed);
            return 0;
        }
    }
}
