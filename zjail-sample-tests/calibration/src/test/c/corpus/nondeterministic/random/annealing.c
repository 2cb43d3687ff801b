// A search that accepts worse places by chance ends in another good one.
#include "corpus.h"

int main(void)
{
    double best = 10, heat = 5;
    uint64_t state = random64();
    for (int i = 0; i < 500; i++, heat *= 0.98) {
        double step = best + (double)(next(&state) % 2001) / 1000.0 - 1;
        double gain = step * step + 10 * sin(3 * step) - best * best - 10 * sin(3 * best);
        if (gain < 0 || (double)(next(&state) % 1000) / 1000.0 < exp(-gain / heat)) best = step;
    }
    printf("%.5f\n", best);
}
