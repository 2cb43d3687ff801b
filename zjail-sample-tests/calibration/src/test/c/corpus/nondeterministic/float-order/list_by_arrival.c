//: policy threads
// Values are put into a list as they come, and added up later by one thread.
#include "corpus.h"

static double values[600];
static long used;
static void *work(void *number)
{
    for (int i = 0; i < 150; i++) {
        burn(100);
        values[__atomic_fetch_add(&used, 1, __ATOMIC_SEQ_CST)] = tan(i + 150.0 * (double)(long)number);
    }
    return NULL;
}
int main(void)
{
    double sum = 0;
    in_threads(4, work);
    for (long i = 0; i < used; i++) sum += values[i];
    printf("%.17g\n", sum);
}
