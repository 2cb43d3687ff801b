//: link dynamic
// A checksum over a table of pointers to functions.
#include "corpus.h"

static int one(int x) { return x + 1; }
static int two(int x) { return x + 2; }
static int (*table[])(int) = {one, two};
int main(void)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < sizeof table; i++) sum = mix(sum ^ ((unsigned char *)HIDDEN(table))[i]);
    printf("%04x\n", (unsigned)sum & 0xffff);
}
