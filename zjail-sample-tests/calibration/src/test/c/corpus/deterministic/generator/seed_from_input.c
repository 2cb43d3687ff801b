//: stdin 99
//: contrast 100
// The seed is an input.
#include "corpus.h"

int main(void)
{
    unsigned seed = 0;
    scanf("%u", &seed);
    for (int i = 0; i < 5; i++) printf("%d\n", rand_r(&seed) % 100);
}
