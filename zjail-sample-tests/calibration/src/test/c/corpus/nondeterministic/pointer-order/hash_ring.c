// A consistent hash ring of objects without names.
#include "corpus.h"

int main(void)
{
    void *servers[5];
    for (int i = 0; i < 5; i++) servers[i] = malloc(64);
    for (uint64_t key = 0; key < 10; key++) {
        int chosen = 0;
        uint64_t nearest = UINT64_MAX;
        for (int i = 0; i < 5; i++) {
            uint64_t distance = mix((uintptr_t)servers[i]) - mix(key);
            if (distance < nearest) {
                nearest = distance;
                chosen = i;
            }
        }
        printf("%d", chosen);
    }
    putchar('\n');
}
