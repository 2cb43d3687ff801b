// Memory from mmap is zero.
#include "corpus.h"

int main(void)
{
    size_t size = 1 << 20;
    unsigned char *bytes = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    unsigned sum = 0;
    for (size_t i = 0; i < size; i += 64) sum += bytes[i] + 1;
    show(sum);
}
