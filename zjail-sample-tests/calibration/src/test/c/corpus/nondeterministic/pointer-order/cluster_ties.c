// Points that are as near to both centres are given to one by the address of the point.
#include "corpus.h"

int main(void)
{
    int sizes[2] = {0, 0};
    for (int i = 0; i < 30; i++) sizes[__builtin_parityll(mix((uintptr_t)malloc(32)))]++;
    printf("%d + %d\n", sizes[0], sizes[1]);
}
