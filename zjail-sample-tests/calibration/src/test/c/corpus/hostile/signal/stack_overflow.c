// Recursion without end.
#include "corpus.h"

static NOINLINE int deeper(int depth)
{
    volatile char frame[1000];
    frame[0] = (char)depth;
    return deeper(depth + 1) + frame[0];
}
int main(void) { printf("%d\n", deeper(0)); }
