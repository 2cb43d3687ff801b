// Uses addresses, but only compares them for equality.
#include "corpus.h"

int main(void)
{
    char *blocks[4];
    int same = 0;
    for (int i = 0; i < 4; i++) blocks[i] = malloc(10);
    for (int i = 0; i < 16; i++) same += blocks[i / 4] == blocks[i % 4];
    printf("%d\n", same);
}
