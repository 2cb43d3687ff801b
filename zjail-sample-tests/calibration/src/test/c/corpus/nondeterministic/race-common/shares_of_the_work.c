//: policy threads
// How many pieces each thread took from a common queue.
#include "corpus.h"

static long left = 2000, taken[4];
static void *work(void *number)
{
    while (__atomic_fetch_sub(&left, 1, __ATOMIC_SEQ_CST) > 0) {
        burn(300);
        taken[(long)number]++;
    }
    return NULL;
}
int main(void)
{
    in_threads(4, work);
    printf("%ld %ld %ld %ld\n", taken[0], taken[1], taken[2], taken[3]);
}
