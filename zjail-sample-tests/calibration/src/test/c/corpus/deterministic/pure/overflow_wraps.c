// Unsigned arithmetic wraps.
#include "corpus.h"

int main(void)
{
    uint32_t hash = 2166136261u;
    for (const char *c = "overflow"; *c; c++) hash = (hash ^ (unsigned char)*c) * 16777619u;
    printf("%08x\n", hash);
}
