// How many entries a cuckoo table had to move.
#include "corpus.h"

int main(void)
{
    uintptr_t table[2][32] = {{0}};
    int moves = 0;
    for (int i = 0; i < 24; i++) {
        uintptr_t key = (uintptr_t)malloc(32);
        for (int side = 0; key && moves < 500; side ^= 1) {
            uintptr_t *slot = &table[side][mix(key + (unsigned)side) % 32], kept = *slot;
            *slot = key;
            key = kept;
            moves += key != 0;
        }
    }
    printf("%d moves\n", moves);
}
