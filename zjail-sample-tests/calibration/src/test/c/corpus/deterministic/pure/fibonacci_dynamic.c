//: link dynamic
// A dynamically linked program that uses nothing of its addresses.
#include "corpus.h"

int main(void)
{
    unsigned long long a = 0, b = 1;
    for (int i = 0; i < 50; i++) {
        unsigned long long sum = a + b;
        a = b;
        b = sum;
    }
    show(a);
}
