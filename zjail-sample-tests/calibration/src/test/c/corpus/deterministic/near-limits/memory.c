//: memory 64
// Uses most of the memory it may have.
#include "corpus.h"

int main(void)
{
    size_t size = 48 << 20;
    unsigned char *bytes = malloc(size);
    uint64_t sum = 0;
    for (size_t i = 0; i < size; i += 512) bytes[i] = (unsigned char)(i >> 9);
    for (size_t i = 0; i < size; i += 512) sum += bytes[i];
    show(sum);
}
