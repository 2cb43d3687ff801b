//: policy threads
// Addition of integers does not care about the order.
#include "corpus.h"

static long sum;
static void *work(void *number)
{
    for (int i = 0; i < 1000; i++) __atomic_fetch_add(&sum, (long)number + 1, __ATOMIC_SEQ_CST);
    return NULL;
}
int main(void)
{
    in_threads(4, work);
    printf("%ld\n", sum);
}
