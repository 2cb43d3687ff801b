//: stdin some words here\n
//: contrast others\n
// The generator gets the time, and nobody draws from it.
#include "corpus.h"

int main(void)
{
    srand((unsigned)time(NULL));
    size_t length;
    char *text = input(&length);
    for (size_t i = length; i > 0; i--) putchar(text[i - 1]);
    putchar('\n');
}
