// A compiler that colours variables in the order of a set of pointers.
#include "corpus.h"

int main(void)
{
    int *variables[6], colour[6];
    for (int i = 0; i < 6; i++) variables[i] = malloc(20);
    for (int step = 0, used = 0; step < 6; step++) {
        int chosen = -1;
        for (int i = 0; i < 6; i++) {
            if (used >> i & 1) continue;
            if (chosen < 0 || mix((uintptr_t)variables[i]) < mix((uintptr_t)variables[chosen])) chosen = i;
        }
        used |= 1 << chosen;
        colour[chosen] = step % 3;
    }
    for (int i = 0; i < 6; i++) printf("v%d=r%d\n", i, colour[i]);
}
