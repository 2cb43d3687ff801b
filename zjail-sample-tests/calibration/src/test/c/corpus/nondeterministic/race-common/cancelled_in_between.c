//: policy threads
// How far a thread came until it was told to stop.
#include "corpus.h"

static volatile int stop;
static volatile long progress;
static void *work(void *unused)
{
    while (!stop) progress++;
    return unused;
}
int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, work, NULL);
    burn(200000);
    stop = 1;
    pthread_join(thread, NULL);
    printf("%ld\n", progress);
}
