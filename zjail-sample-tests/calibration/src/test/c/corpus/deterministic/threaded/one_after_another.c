//: policy threads
// Each thread is joined before the next one begins.
#include "corpus.h"

static void *work(void *number)
{
    printf("thread %ld\n", (long)number);
    return NULL;
}
int main(void)
{
    for (long i = 0; i < 4; i++) {
        pthread_t thread;
        pthread_create(&thread, NULL, work, (void *)i);
        pthread_join(thread, NULL);
    }
}
