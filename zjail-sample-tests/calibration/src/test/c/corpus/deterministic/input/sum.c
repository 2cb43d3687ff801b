//: stdin 1 2 3 4\n
//: contrast 5 6\n
// The sum of numbers.
#include "corpus.h"

int main(void)
{
    long sum = 0, value;
    while (scanf("%ld", &value) == 1) sum += value;
    printf("%ld\n", sum);
}
