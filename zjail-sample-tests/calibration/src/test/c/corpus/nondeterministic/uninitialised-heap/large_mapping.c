// A block that is a mapping of its own.
#include "corpus.h"

int main(void)
{
    unsigned *numbers = HIDDEN(malloc(1 << 20));
    show(numbers[1000]);
}
