//: policy threads
// How often two threads that yield to each other take turns.
#include "corpus.h"

static volatile int running = 2;
static volatile long turns;
static volatile long last = -1;
static void *work(void *number)
{
    for (int i = 0; i < 2000; i++) {
        if (last != (long)number) {
            last = (long)number;
            turns++;
        }
        sched_yield();
    }
    running--;
    return NULL;
}
int main(void)
{
    in_threads(2, work);
    printf("%ld turns\n", turns);
}
