// A long double has ten bytes of value in sixteen.
#include "corpus.h"

int main(void)
{
    long double *numbers = HIDDEN(malloc(4 * sizeof *numbers));
    for (int i = 0; i < 4; i++) __asm__ volatile("fld1; fstpt %0" : "=m"(numbers[i]));
    fwrite(numbers, sizeof *numbers, 4, stdout);
}
