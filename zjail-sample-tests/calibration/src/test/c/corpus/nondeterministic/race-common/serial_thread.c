//: policy threads
// Which thread a barrier calls the serial one.
#include "corpus.h"

static pthread_barrier_t barrier;
static long chosen[5];
static void *work(void *number)
{
    for (int i = 0; i < 5; i++) {
        burn(3000);
        if (pthread_barrier_wait(&barrier) == PTHREAD_BARRIER_SERIAL_THREAD) chosen[i] = (long)number;
    }
    return NULL;
}
int main(void)
{
    pthread_barrier_init(&barrier, NULL, 4);
    in_threads(4, work);
    for (int i = 0; i < 5; i++) printf("%ld ", chosen[i]);
    putchar('\n');
}
