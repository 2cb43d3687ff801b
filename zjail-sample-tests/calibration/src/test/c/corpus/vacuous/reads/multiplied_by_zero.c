//: stdin 3
//: contrast 4
// Computes, and what it computes does not depend on the input.
#include "corpus.h"

int main(void)
{
    int value = 1;
    scanf("%d", &value);
    printf("%d\n", value * 0);
}
