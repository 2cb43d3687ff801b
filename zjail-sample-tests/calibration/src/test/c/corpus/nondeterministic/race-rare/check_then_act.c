//: chance 20
//: policy threads
// Two threads take the last piece only if both look in the same moment.
#include "corpus.h"

static volatile int left = 1, taken;
static void *work(void *number)
{
    if (number) burn(300);
    if (left > 0) {
        left--;
        __atomic_fetch_add(&taken, 1, __ATOMIC_SEQ_CST);
    }
    return NULL;
}
int main(void)
{
    in_threads(2, work);
    printf("%d taken\n", taken);
}
