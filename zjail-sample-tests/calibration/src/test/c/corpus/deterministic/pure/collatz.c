// Long chains of small numbers.
#include "corpus.h"

int main(void)
{
    int best = 0, longest = 0;
    for (int start = 1; start < 3000; start++) {
        int length = 0;
        for (long n = start; n != 1; length++) n = n % 2 ? 3 * n + 1 : n / 2;
        if (length > longest) longest = length, best = start;
    }
    printf("%d takes %d steps\n", best, longest);
}
