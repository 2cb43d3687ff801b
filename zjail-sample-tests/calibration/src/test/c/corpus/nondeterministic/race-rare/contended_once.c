//: chance 20
//: policy threads
// Each thread tries a lock once.
#include "corpus.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int failures;
static void *work(void *unused)
{
    if (pthread_mutex_trylock(&lock)) __atomic_fetch_add(&failures, 1, __ATOMIC_SEQ_CST);
    else pthread_mutex_unlock(&lock);
    return unused;
}
int main(void)
{
    in_threads(3, work);
    printf("%d\n", failures);
}
