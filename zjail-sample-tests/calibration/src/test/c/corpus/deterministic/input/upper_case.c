//: stdin hello\n
//: contrast world\n
// Each byte of the output is one of the input.
#include "corpus.h"

int main(void)
{
    for (int c; (c = getchar()) != EOF;) putchar(toupper(c));
}
