// The same bytes as the seed of a generator.
#include "corpus.h"

int main(void)
{
    uint64_t state;
    memcpy(&state, (const void *)getauxval(AT_RANDOM), sizeof state);
    for (int i = 0; i < 3; i++) show(next(&state) % 20);
}
