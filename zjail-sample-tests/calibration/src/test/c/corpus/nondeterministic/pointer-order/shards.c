// Objects are dealt to four workers by their addresses.
#include "corpus.h"

int main(void)
{
    int load[4] = {0};
    for (int i = 0; i < 40; i++) load[mix((uintptr_t)malloc(40)) & 3]++;
    printf("%d %d %d %d\n", load[0], load[1], load[2], load[3]);
}
