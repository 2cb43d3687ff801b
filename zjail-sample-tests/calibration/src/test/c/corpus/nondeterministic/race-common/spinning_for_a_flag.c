//: policy threads
// How often a thread looked before the other one set a flag.
#include "corpus.h"

static volatile int ready;
static void *work(void *unused)
{
    burn(300000);
    ready = 1;
    return unused;
}
int main(void)
{
    pthread_t thread;
    unsigned long looks = 0;
    pthread_create(&thread, NULL, work, NULL);
    while (!ready) looks++;
    pthread_join(thread, NULL);
    show(looks);
}
