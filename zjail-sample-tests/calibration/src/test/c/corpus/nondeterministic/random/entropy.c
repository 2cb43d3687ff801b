// The same by getentropy(3).
#include "corpus.h"

int main(void)
{
    unsigned char bytes[8];
    getentropy(bytes, sizeof bytes);
    for (int i = 0; i < 8; i++) printf("%02x", bytes[i]);
    putchar('\n');
}
