// Backtracking.
#include "corpus.h"

static int solve(int row, unsigned columns, unsigned left, unsigned right)
{
    int found = 0;
    if (row == 8) return 1;
    for (unsigned free = 0xff & ~(columns | left | right); free; free &= free - 1) {
        unsigned place = free & -free;
        found += solve(row + 1, columns | place, (left | place) << 1, (right | place) >> 1);
    }
    return found;
}
int main(void) { printf("%d\n", solve(0, 0, 0, 0)); }
