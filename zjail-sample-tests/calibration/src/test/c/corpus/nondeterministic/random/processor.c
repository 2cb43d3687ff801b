//: processor rdrand
// The processor's own generator: no system call, nothing to look at.
#include "corpus.h"

int main(void)
{
    unsigned long long value = 0;
    unsigned char ready;
    __asm__ volatile("rdrand %0; setc %1" : "=r"(value), "=qm"(ready));
    show(value);
}
