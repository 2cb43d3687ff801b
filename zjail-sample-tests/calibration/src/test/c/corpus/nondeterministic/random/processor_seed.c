//: processor rdseed
// The source behind the processor's generator.
#include "corpus.h"

int main(void)
{
    unsigned long long value = 0;
    unsigned char ready = 0;
    while (!ready) __asm__ volatile("rdseed %0; setc %1" : "=r"(value), "=qm"(ready));
    printf("%llx\n", value);
}
