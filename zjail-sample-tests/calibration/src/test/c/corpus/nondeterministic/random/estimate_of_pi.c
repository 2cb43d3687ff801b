// Monte Carlo with a random seed.
#include "corpus.h"

int main(void)
{
    uint64_t state = random64();
    int hits = 0;
    for (int i = 0; i < 10000; i++) {
        double x = (double)(next(&state) >> 11) / 9007199254740992.0, y = (double)(next(&state) >> 11) / 9007199254740992.0;
        hits += x * x + y * y < 1;
    }
    printf("%.4f\n", 4.0 * hits / 10000);
}
