//: stdin one two\nthree\n
//: contrast four\n
// Lines, words and bytes.
#include "corpus.h"

int main(void)
{
    int lines = 0, words = 0, bytes = 0, before = ' ';
    for (int c; (c = getchar()) != EOF; before = c) {
        bytes++;
        lines += c == '\n';
        words += isspace(before) && !isspace(c);
    }
    printf("%d %d %d\n", lines, words, bytes);
}
