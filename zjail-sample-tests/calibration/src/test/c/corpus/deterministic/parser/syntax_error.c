//: stdin 1 + + 2\n
//: contrast 1 + 2\n
//: exit 0 2
// A message with a position, on standard error.
#include "corpus.h"

int main(void)
{
    char *text = input(NULL), *second = strstr(text, "+ +");
    if (!second) return puts("fine") < 0;
    fprintf(stderr, "1:%d: unexpected '+'\n", (int)(second - text) + 3);
    return 2;
}
