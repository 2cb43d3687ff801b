// The processor's identification tells which one it is.
#include "corpus.h"

int main(void)
{
    unsigned a, b, c, d;
    __cpuid(1, a, b, c, d);
    show(b >> 24);
}
