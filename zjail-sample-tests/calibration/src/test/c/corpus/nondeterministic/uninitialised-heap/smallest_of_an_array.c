// The smallest element of an array that has one element too many.
#include "corpus.h"

int main(void)
{
    int *values = HIDDEN(malloc(11 * sizeof *values)), smallest = 1000;
    for (int i = 0; i < 10; i++) values[i] = 100 + i;
    for (int i = 0; i < 11; i++) {
        if (HIDDEN(values)[i] < smallest) smallest = HIDDEN(values)[i];
    }
    printf("%d\n", smallest);
}
