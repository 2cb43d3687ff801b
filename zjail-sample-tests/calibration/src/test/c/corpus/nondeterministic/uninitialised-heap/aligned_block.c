// The same of an aligned block.
#include "corpus.h"

int main(void)
{
    unsigned char *bytes = HIDDEN(aligned_alloc(64, 640));
    printf("%02x\n", bytes[333]);
}
