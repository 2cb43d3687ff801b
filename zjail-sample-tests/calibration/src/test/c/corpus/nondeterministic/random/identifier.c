// A random identifier, version 4 of RFC 4122.
#include "corpus.h"

int main(void)
{
    uint64_t high = random64(), low = random64();
    printf("%08x-%04x-4%03x-%04x-%012llx\n", (unsigned)(high >> 32), (unsigned)(high >> 16) & 0xffff,
           (unsigned)high & 0xfff, (unsigned)(low >> 50) | 0x8000, (unsigned long long)low & 0xffffffffffff);
}
