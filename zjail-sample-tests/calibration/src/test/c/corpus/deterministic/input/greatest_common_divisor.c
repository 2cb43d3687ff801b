//: stdin 1071 462
//: contrast 17 5
// Euclid.
#include "corpus.h"

int main(void)
{
    unsigned a = 0, b = 0;
    scanf("%u %u", &a, &b);
    while (b) {
        unsigned rest = a % b;
        a = b;
        b = rest;
    }
    show(a);
}
