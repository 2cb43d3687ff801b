//: link dynamic
// Call-backs in a set that is ordered by address, in a position-independent program.
#include "corpus.h"

static int one(void) { return 1; }
static int two(void) { return 2; }
static int three(void) { return 3; }
int main(void)
{
    int (*all[])(void) = {one, two, three};
    for (int i = 0; i < 3; i++) {
        int first = i;
        for (int j = i + 1; j < 3; j++) {
            if (mix((uintptr_t)all[j]) < mix((uintptr_t)all[first])) first = j;
        }
        int (*kept)(void) = all[i];
        all[i] = all[first];
        all[first] = kept;
        printf("%d\n", all[i]());
    }
}
