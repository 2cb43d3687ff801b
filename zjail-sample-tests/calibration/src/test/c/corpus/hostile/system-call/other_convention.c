// Makes a call of i386.
#include "corpus.h"

int main(void)
{
    long result = 20;
    __asm__ volatile("int $0x80" : "+a"(result) : : "memory");
    printf("%ld\n", result);
}
