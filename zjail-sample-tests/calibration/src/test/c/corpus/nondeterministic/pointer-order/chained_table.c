// The order of a hash table whose keys are addresses.
#include "corpus.h"

int main(void)
{
    char *keys[8], *slots[7][8] = {{0}};
    for (int i = 0; i < 8; i++) {
        keys[i] = malloc(24);
        sprintf(keys[i], "key%d", i);
        char **slot = slots[(uintptr_t)keys[i] / 16 % 7];
        while (*slot) slot++;
        *slot = keys[i];
    }
    for (int i = 0; i < 7; i++) {
        for (char **key = slots[i]; key < slots[i] + 8 && *key; key++) puts(*key);
    }
}
