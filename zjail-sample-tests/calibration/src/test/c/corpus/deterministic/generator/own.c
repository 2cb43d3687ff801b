// A generator of its own.
#include "corpus.h"

int main(void)
{
    uint32_t state = 2463534242u;
    for (int i = 0; i < 10; i++) {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        show(state);
    }
}
