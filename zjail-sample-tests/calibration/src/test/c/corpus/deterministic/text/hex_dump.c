//: stdin dump\tme\n
//: contrast me\n
// Bytes in hexadecimal.
#include "corpus.h"

int main(void)
{
    for (int c, i = 0; (c = getchar()) != EOF; i++) printf("%04x: %02x\n", i, c);
}
