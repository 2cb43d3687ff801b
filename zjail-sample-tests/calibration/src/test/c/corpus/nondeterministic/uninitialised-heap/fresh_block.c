// What malloc returns has no defined content.
#include "corpus.h"

int main(void)
{
    unsigned *numbers = HIDDEN(malloc(400));
    show(numbers[20]);
}
