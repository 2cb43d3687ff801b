//: stdin some bytes
//: contrast other bytes
// CRC-32 bit by bit.
#include "corpus.h"

int main(void)
{
    uint32_t sum = ~0u;
    for (int c; (c = getchar()) != EOF;) {
        sum ^= (unsigned)c;
        for (int i = 0; i < 8; i++) sum = sum >> 1 ^ (sum & 1 ? 0xedb88320u : 0);
    }
    printf("%08x\n", ~sum);
}
