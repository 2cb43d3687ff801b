//: stdin the quick brown fox jumps over the lazy dog\n
//: contrast short\n
// Wraps at a fixed width.
#include "corpus.h"

int main(void)
{
    char word[64];
    size_t column = 0;
    while (scanf("%63s", word) == 1) {
        if (column && column + strlen(word) >= 20) putchar('\n'), column = 0;
        column += (size_t)printf("%s ", word);
    }
    putchar('\n');
}
