//: chance 1000
//: processor rdrand
// The same by the processor's generator, which nobody can look at.
#include "corpus.h"

int main(void)
{
    unsigned long long value = 0;
    unsigned char ready;
    __asm__ volatile("rdrand %0; setc %1" : "=r"(value), "=qm"(ready));
    puts(value % 1000 ? "ok" : "glitch");
}
