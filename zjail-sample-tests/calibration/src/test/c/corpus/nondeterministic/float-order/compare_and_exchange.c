//: policy threads
// The same without a lock, in single precision.
#include "corpus.h"

static float sum;
static void *work(void *number)
{
    for (int i = 1; i < 4000; i++) {
        float old = sum, changed;
        do changed = old + 1e-4f * (float)(i % 100 * (1 + (long)number));
        while (!__atomic_compare_exchange(&sum, &old, &changed, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));
        burn(100);
    }
    return NULL;
}
int main(void)
{
    in_threads(3, work);
    printf("%.9g\n", sum);
}
