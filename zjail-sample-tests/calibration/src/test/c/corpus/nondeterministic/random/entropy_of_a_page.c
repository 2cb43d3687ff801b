// A checksum of more random bytes than one call gives at once.
#include "corpus.h"

int main(void)
{
    static unsigned char bytes[4096];
    uint64_t sum = 0;
    for (size_t got = 0; got < sizeof bytes; got += 256) getentropy(bytes + got, 256);
    for (size_t i = 0; i < sizeof bytes; i++) sum = mix(sum ^ bytes[i]);
    printf("%x\n", (unsigned)sum);
}
