// calloc gives zeros.
#include "corpus.h"

int main(void)
{
    unsigned *numbers = HIDDEN(calloc(1000, sizeof *numbers)), sum = 0;
    for (int i = 0; i < 1000; i++) sum += numbers[i];
    show(sum);
}
