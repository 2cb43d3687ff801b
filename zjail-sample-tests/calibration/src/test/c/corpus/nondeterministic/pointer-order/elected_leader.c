// Objects elect the one with the largest hash, and say how many rounds it took.
#include "corpus.h"

int main(void)
{
    void *objects[16];
    int rounds = 0;
    uint64_t best = 0;
    for (int i = 0; i < 16; i++) {
        objects[i] = malloc(100);
        if (mix((uintptr_t)objects[i]) > best) best = mix((uintptr_t)objects[i]), rounds++;
    }
    printf("%d rounds\n", rounds);
}
