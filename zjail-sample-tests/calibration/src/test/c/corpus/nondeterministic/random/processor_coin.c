//: processor rdrand
// One bit of it.
#include "corpus.h"

int main(void)
{
    unsigned value = 0;
    unsigned char ready;
    __asm__ volatile("rdrand %0; setc %1" : "=r"(value), "=qm"(ready));
    puts(value & 1 ? "heads" : "tails");
}
