// How many collisions a table of addresses has.
#include "corpus.h"

int main(void)
{
    unsigned char used[64] = {0};
    int collisions = 0;
    for (int i = 0; i < 48; i++) collisions += used[mix((uintptr_t)malloc(24)) % 64]++ > 0;
    printf("%d collisions\n", collisions);
}
