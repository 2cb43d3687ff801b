// A sieve.
#include "corpus.h"

int main(void)
{
    static bool composite[1000];
    for (int i = 2; i < 1000; i++) {
        if (composite[i]) continue;
        printf("%d\n", i);
        for (int j = 2 * i; j < 1000; j += i) composite[j] = true;
    }
}
