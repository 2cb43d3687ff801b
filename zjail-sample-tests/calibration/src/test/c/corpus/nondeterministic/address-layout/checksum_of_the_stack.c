// The sum over a part of the stack that holds saved pointers.
#include "corpus.h"

int main(int count, char **arguments)
{
    uint64_t sum = 0;
    (void)count;
    for (int i = 0; i < 16; i++) sum += ((volatile uint64_t *)arguments)[i];
    printf("%llx\n", (unsigned long long)sum);
}
