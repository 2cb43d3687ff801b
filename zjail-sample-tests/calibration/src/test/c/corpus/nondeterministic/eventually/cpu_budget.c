// Stops when its CPU time is used up, which it usually is not.
#include "corpus.h"

int main(void)
{
    long steps = 0;
    while (steps < 200 && clock() < CLOCKS_PER_SEC / 2) {
        burn(1000);
        steps++;
    }
    printf("%ld steps\n", steps);
}
