// Integer arithmetic.
#include "corpus.h"

int main(void)
{
    unsigned long long product = 1;
    for (int i = 1; i <= 20; i++) printf("%d! = %llu\n", i, product *= (unsigned)i);
}
