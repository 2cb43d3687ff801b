//: policy threads
// A large number swallows the small ones that come after it and not those that come before.
#include "corpus.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static double sum;
static void *work(void *number)
{
    for (int i = 0; i < 20000; i++) {
        pthread_mutex_lock(&lock);
        sum += number ? 1.0 : i % 2 ? 1e17 : -1e17;
        pthread_mutex_unlock(&lock);
        sched_yield();
    }
    return NULL;
}
int main(void)
{
    in_threads(2, work);
    printf("%.1f\n", sum);
}
