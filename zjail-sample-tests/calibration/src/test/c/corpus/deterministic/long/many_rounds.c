// A tenth of a second of arithmetic.
#include "corpus.h"

int main(void)
{
    uint64_t state = 1;
    for (int i = 0; i < 40000000; i++) state = state * 6364136223846793005u + 1;
    show(state);
}
