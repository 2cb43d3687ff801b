// A fold that depends on the order, over objects in the order of their hashed addresses.
#include "corpus.h"

int main(void)
{
    int *values[5];
    unsigned fold = 0;
    for (int i = 0; i < 5; i++) {
        values[i] = malloc(sizeof(int));
        *values[i] = i + 1;
    }
    for (uintptr_t bucket = 0; bucket < 5; bucket++) {
        for (int i = 0; i < 5; i++) {
            if ((uintptr_t)values[i] / 32 % 5 == bucket) fold = fold * 31 + (unsigned)*values[i];
        }
    }
    show(fold);
}
