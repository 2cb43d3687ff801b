// A simulation in steps of its own time.
#include "corpus.h"

int main(void)
{
    int floor = 0, calls[] = {3, 1, 4, 1, 5}, time = 0;
    for (int i = 0; i < 5; i++) {
        time += abs(calls[i] - floor) + 2;
        floor = calls[i];
        printf("%d: floor %d\n", time, floor);
    }
}
