// The same with a multiplying hash and open addressing.
#include "corpus.h"

int main(void)
{
    char *slots[32] = {0};
    for (int i = 0; i < 10; i++) {
        char *key = malloc(16);
        *key = (char)('a' + i);
        uint64_t slot = (uintptr_t)key * 0x9e3779b97f4a7c15u >> 59;
        while (slots[slot]) slot = (slot + 1) % 32;
        slots[slot] = key;
    }
    for (int i = 0; i < 32; i++) {
        if (slots[i]) putchar(*slots[i]);
    }
    putchar('\n');
}
