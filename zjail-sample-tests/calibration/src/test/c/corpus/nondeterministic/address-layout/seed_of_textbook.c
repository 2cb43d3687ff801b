// The address of a variable as the seed of rand(3).
#include "corpus.h"

int main(void)
{
    int local;
    srand((unsigned)((uintptr_t)HIDDEN(&local) >> 4));
    printf("%d\n", rand() % 1000);
}
