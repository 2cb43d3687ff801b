// A matrix of which one element was forgotten.
#include "corpus.h"

int main(void)
{
    double *matrix = HIDDEN(malloc(9 * sizeof *matrix));
    for (int i = 0; i < 9; i++) {
        if (i != 5) matrix[i] = i;
    }
    printf("%g\n", HIDDEN(matrix)[5] + matrix[4]);
}
