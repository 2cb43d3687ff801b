//: stdin +100 -30 +5
//: contrast +1
// An account.
#include "corpus.h"

int main(void)
{
    long balance = 0, change;
    while (scanf("%ld", &change) == 1) printf("%ld\n", balance += change);
}
