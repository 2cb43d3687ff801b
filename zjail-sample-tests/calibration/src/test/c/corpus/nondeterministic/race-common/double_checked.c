//: policy threads
// How often something was initialised that should be once.
#include "corpus.h"

static volatile int done, rounds;
static void *work(void *unused)
{
    if (!done) {
        burn(200000);
        __atomic_fetch_add(&rounds, 1, __ATOMIC_SEQ_CST);
        done = 1;
    }
    return unused;
}
int main(void)
{
    in_threads(6, work);
    printf("initialised %d times\n", rounds);
}
