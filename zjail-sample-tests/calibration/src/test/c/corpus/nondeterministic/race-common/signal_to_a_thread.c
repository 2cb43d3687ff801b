//: policy threads
// How far a thread had come when a signal reached it.
#include "corpus.h"

static volatile unsigned long progress;
static volatile sig_atomic_t told;
static void stop(int number) { told = number; }
static void *work(void *unused)
{
    while (!told) progress++;
    return unused;
}
int main(void)
{
    pthread_t thread;
    signal(SIGUSR1, stop);
    pthread_create(&thread, NULL, work, NULL);
    burn(3000000);
    pthread_kill(thread, SIGUSR1);
    pthread_join(thread, NULL);
    show(progress);
}
