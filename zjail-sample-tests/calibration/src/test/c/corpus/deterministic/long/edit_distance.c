//: stdin kitten sitting
//: contrast flaw lawn
// The same table, filled some thousand times.
#include "corpus.h"

int main(void)
{
    char a[64] = "", b[64] = "";
    static int table[65][65];
    scanf("%63s %63s", a, b);
    int m = (int)strlen(a), n = (int)strlen(b);
    for (int round = 0; round < 100000; round++) {
        for (int i = 0; i <= m; i++) {
            for (int j = 0; j <= n; j++) {
                int best = i && j ? table[i - 1][j - 1] + (a[i - 1] != b[j - 1]) : i + j;
                if (i && table[i - 1][j] + 1 < best) best = table[i - 1][j] + 1;
                if (j && table[i][j - 1] + 1 < best) best = table[i][j - 1] + 1;
                HIDDEN((volatile int *)&table[i][j])[0] = best;
            }
        }
    }
    printf("%d\n", table[m][n]);
}
