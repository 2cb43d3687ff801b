// Allocates and frees in all sizes, and checks what it wrote.
#include "corpus.h"

int main(void)
{
    unsigned char *blocks[64] = {NULL};
    size_t sizes[64] = {0};
    uint64_t state = 11, wrong = 0;
    for (int i = 0; i < 5000; i++) {
        int k = (int)(next(&state) % 64);
        for (size_t j = 0; j < sizes[k]; j++) wrong += blocks[k][j] != k;
        free(blocks[k]);
        sizes[k] = next(&state) % 2000;
        blocks[k] = malloc(sizes[k] + 1);
        memset(blocks[k], k, sizes[k]);
    }
    printf("%llu wrong\n", (unsigned long long)wrong);
}
