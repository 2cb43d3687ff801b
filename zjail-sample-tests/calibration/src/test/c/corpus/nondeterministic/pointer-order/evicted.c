// Which entry a full cache throws out: the one whose address hashes lowest.
#include "corpus.h"

int main(void)
{
    char *entries[5];
    int lowest = 0;
    for (int i = 0; i < 5; i++) entries[i] = strdup("entry");
    for (int i = 1; i < 5; i++) {
        if (mix((uintptr_t)entries[i]) < mix((uintptr_t)entries[lowest])) lowest = i;
    }
    printf("evicted %d\n", lowest);
}
