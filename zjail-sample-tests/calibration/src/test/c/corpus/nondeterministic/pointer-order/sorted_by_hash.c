// qsort with a comparison that hashes addresses.
#include "corpus.h"

static int compare(const void *a, const void *b)
{
    uint64_t x = mix(*(const uintptr_t *)a), y = mix(*(const uintptr_t *)b);
    return (x > y) - (x < y);
}
int main(void)
{
    char *words[6];
    for (int i = 0; i < 6; i++) {
        words[i] = malloc(8);
        sprintf(words[i], "w%d", i);
    }
    qsort(words, 6, sizeof *words, compare);
    for (int i = 0; i < 6; i++) puts(words[i]);
}
