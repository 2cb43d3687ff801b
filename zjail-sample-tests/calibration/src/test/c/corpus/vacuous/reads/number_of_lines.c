//: stdin a\nb\n
//: contrast c\nd\n
// Only how many lines there are would make a difference.
#include "corpus.h"

int main(void)
{
    int lines = 0;
    for (int c; (c = getchar()) != EOF;) lines += c == '\n';
    printf("%d\n", lines);
}
