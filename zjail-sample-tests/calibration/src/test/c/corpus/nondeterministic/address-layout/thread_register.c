// The base of the segment register fs.
#include "corpus.h"

int main(void)
{
    void *base;
    __asm__("mov %%fs:0, %0" : "=r"(base));
    printf("tp=%p\n", base);
}
