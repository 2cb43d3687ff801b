//: policy threads
// No thread begins a round before all have ended the one before.
#include "corpus.h"

static pthread_barrier_t barrier;
static uint64_t now[4], then[4];
static void *work(void *number)
{
    size_t me = (size_t)number;
    for (int round = 0; round < 10; round++) {
        then[me] = mix(now[me] + now[(me + 1) % 4]);
        pthread_barrier_wait(&barrier);
        now[me] = then[me];
        pthread_barrier_wait(&barrier);
    }
    return NULL;
}
int main(void)
{
    pthread_barrier_init(&barrier, NULL, 4);
    for (size_t i = 0; i < 4; i++) now[i] = i + 1;
    in_threads(4, work);
    for (size_t i = 0; i < 4; i++) show(now[i]);
}
