// A sum in one order.
#include "corpus.h"

int main(void)
{
    double sum = 0;
    for (int i = 1; i <= 10000; i++) sum += 1.0 / i;
    printf("%.17g\n", sum);
}
