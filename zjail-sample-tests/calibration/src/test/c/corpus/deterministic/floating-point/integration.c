// Simpson's rule.
#include "corpus.h"

int main(void)
{
    double sum = 0;
    for (int i = 0; i <= 1000; i++) sum += exp(-(i / 1000.0) * (i / 1000.0)) * (i == 0 || i == 1000 ? 1 : i % 2 ? 4 : 2);
    printf("%.12f\n", sum / 3000);
}
