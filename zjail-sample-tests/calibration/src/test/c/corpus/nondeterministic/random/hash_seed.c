// A dictionary with a random seed, as interpreters have them.
#include "corpus.h"

int main(void)
{
    uint64_t seed = random64();
    for (uint64_t slot = 0; slot < 32; slot++) {
        for (char key = 'p'; key <= 'w'; key++) {
            if (mix(seed + (uint64_t)key) % 32 == slot) putchar(key);
        }
    }
    putchar('\n');
}
