// An estimate of pi with a generator that always begins in the same state.
#include "corpus.h"

int main(void)
{
    unsigned short state[3] = {1, 2, 3};
    int hits = 0;
    for (int i = 0; i < 50000; i++) {
        double x = erand48(state), y = erand48(state);
        hits += x * x + y * y < 1;
    }
    printf("%.4f\n", 4.0 * hits / 50000);
}
