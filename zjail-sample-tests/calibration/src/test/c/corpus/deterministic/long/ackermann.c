// Deep and long recursion.
#include "corpus.h"

static int ackermann(int m, int n)
{
    return m == 0 ? n + 1 : n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
}
int main(void) { printf("%d\n", ackermann(2, 600)); }
