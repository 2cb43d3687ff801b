//: policy threads
// How often a reader had to begin again because a writer was at it.
#include "corpus.h"

static volatile unsigned sequence;
static volatile long data[8];
static volatile int over;
static void *work(void *number)
{
    long retries = 0;
    if (number) {
        for (int i = 0; i < 20000; i++) {
            __atomic_fetch_add(&sequence, 1, __ATOMIC_SEQ_CST);
            for (int j = 0; j < 8; j++) data[j] = i;
            __atomic_fetch_add(&sequence, 1, __ATOMIC_SEQ_CST);
        }
        over = 1;
        return NULL;
    }
    while (!over) {
        unsigned before = sequence;
        long sum = 0;
        for (int j = 0; j < 8; j++) sum += data[j];
        retries += before % 2 || sequence != before || sum < 0;
    }
    printf("%ld retries\n", retries);
    return NULL;
}
int main(void) { in_threads(2, work); }
