//: stdin aaabccdddd
//: contrast zzz
// Runs and their lengths.
#include "corpus.h"

int main(void)
{
    int before = getchar(), count = 1;
    for (int c; before != EOF; before = c) {
        c = getchar();
        if (c == before) {
            count++;
        } else {
            printf("%c%d", before, count);
            count = 1;
        }
    }
    putchar('\n');
}
