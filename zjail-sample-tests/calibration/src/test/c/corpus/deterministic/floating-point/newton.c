//: stdin 2
//: contrast 3
// A square root by iteration.
#include "corpus.h"

int main(void)
{
    double value = 1, root = 1;
    scanf("%lf", &value);
    for (int i = 0; i < 30; i++) root = (root + value / root) / 2;
    printf("%a\n", root);
}
