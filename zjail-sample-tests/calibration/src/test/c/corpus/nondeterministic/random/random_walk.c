// Where a walk of a hundred steps ends.
#include "corpus.h"

int main(void)
{
    uint64_t state = random64();
    int x = 0, y = 0;
    for (int i = 0; i < 100; i++) {
        switch (next(&state) % 4) {
        case 0: x++; break;
        case 1: x--; break;
        case 2: y++; break;
        default: y--;
        }
    }
    printf("(%d, %d)\n", x, y);
}
