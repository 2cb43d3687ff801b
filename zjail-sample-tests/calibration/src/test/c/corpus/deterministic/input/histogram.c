//: stdin mississippi
//: contrast banana
// How often each letter occurs.
#include "corpus.h"

int main(void)
{
    int counts[256] = {0};
    for (int c; (c = getchar()) != EOF;) counts[c]++;
    for (int c = 0; c < 256; c++) {
        if (counts[c]) printf("%c %d\n", c, counts[c]);
    }
}
