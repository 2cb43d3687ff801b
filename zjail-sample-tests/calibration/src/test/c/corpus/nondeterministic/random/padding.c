// A message of fixed content, padded by a random number of bytes.
#include "corpus.h"

int main(void)
{
    printf("secret");
    for (uint64_t left = random64() % 32; left > 0; left--) putchar('.');
    putchar('\n');
}
