//: policy threads
// Which version readers see behind a lock that is right.
#include "corpus.h"

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static long version, seen;
static void *work(void *number)
{
    for (int i = 0; i < 300; i++) {
        if (number) {
            pthread_rwlock_rdlock(&lock);
            __atomic_fetch_add(&seen, version, __ATOMIC_SEQ_CST);
            pthread_rwlock_unlock(&lock);
        } else {
            pthread_rwlock_wrlock(&lock);
            version++;
            pthread_rwlock_unlock(&lock);
        }
        sched_yield();
    }
    return NULL;
}
int main(void)
{
    in_threads(3, work);
    printf("%ld\n", seen);
}
