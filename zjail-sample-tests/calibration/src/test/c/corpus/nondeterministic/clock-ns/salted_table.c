// The order of a hash table whose salt is the time.
#include "corpus.h"

int main(void)
{
    const char *names[] = {"ada", "bob", "cyd", "dan", "eve", "fay"};
    const char *slots[64] = {0};
    uint64_t salt = nanoseconds(CLOCK_REALTIME);
    for (int i = 0; i < 6; i++) {
        uint64_t hash = salt;
        for (const char *c = names[i]; *c; c++) hash = mix(hash ^ (uint64_t)*c);
        while (slots[hash % 64]) hash++;
        slots[hash % 64] = names[i];
    }
    for (int i = 0; i < 64; i++) {
        if (slots[i]) puts(slots[i]);
    }
}
