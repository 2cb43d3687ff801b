//: stdin the quick brown fox jumps over the lazy dog and runs away from it as fast as it can, into the wood\n
//: contrast short\n
// Wraps text at the width of the terminal.
#include "corpus.h"

int main(void)
{
    const char *columns = getenv("COLUMNS");
    int width = columns ? atoi(columns) : 80, column = 0;
    for (char *c = input(NULL); *c; c++) {
        putchar(*c);
        if (++column == width && column) column = 0, putchar('\n');
    }
}
