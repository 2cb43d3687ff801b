// Half of the array was never written.
#include "corpus.h"

int main(void)
{
    unsigned *numbers = HIDDEN(malloc(100 * sizeof *numbers)), sum = 0;
    for (unsigned i = 0; i < 50; i++) numbers[i] = i;
    for (unsigned i = 0; i < 100; i++) sum += HIDDEN(numbers)[i];
    show(sum);
}
