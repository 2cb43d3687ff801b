// A sector of which only the beginning was written.
#include "corpus.h"

int main(void)
{
    unsigned char *sector = HIDDEN(malloc(512));
    unsigned sum = 0;
    memcpy(sector, "boot", 4);
    for (int i = 0; i < 512; i++) sum = sum * 33 + HIDDEN(sector)[i];
    show(sum);
}
