//: policy threads
// The handle of a thread is an address.
#include "corpus.h"

static void *work(void *unused) { return unused; }
int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, work, NULL);
    pthread_join(thread, NULL);
    printf("thread %lu\n", (unsigned long)thread);
}
