//: policy threads
// A lock guards what all of them add to, and adding commutes.
#include "corpus.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static uint64_t sum;
static void *work(void *number)
{
    for (int i = 0; i < 50; i++) {
        pthread_mutex_lock(&lock);
        sum += mix((uint64_t)number * 50 + (uint64_t)i);
        pthread_mutex_unlock(&lock);
    }
    return NULL;
}
int main(void)
{
    in_threads(4, work);
    show(sum);
}
