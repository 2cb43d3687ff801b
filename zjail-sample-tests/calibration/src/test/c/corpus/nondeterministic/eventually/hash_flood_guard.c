//: chance 1000
// Draws a new seed when its table has a long chain, and the first seed is random.
#include "corpus.h"

int main(void)
{
    uint64_t seed = random64();
    int load[64] = {0}, longest = 0;
    for (uint64_t key = 0; key < 40; key++) {
        int length = ++load[mix(seed ^ key) % 64];
        if (length > longest) longest = length;
    }
    puts(longest > 7 ? "rehashed" : "ok");
}
