//: policy threads
// How often a lock was taken already.
#include "corpus.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long failures;
static void *work(void *unused)
{
    for (int i = 0; i < 60000; i++) {
        if (pthread_mutex_trylock(&lock)) {
            __atomic_fetch_add(&failures, 1, __ATOMIC_SEQ_CST);
        } else {
            burn(200);
            pthread_mutex_unlock(&lock);
        }
    }
    return unused;
}
int main(void)
{
    in_threads(4, work);
    printf("%ld\n", failures);
}
