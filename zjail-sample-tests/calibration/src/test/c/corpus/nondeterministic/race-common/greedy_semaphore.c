//: policy threads
// Who gets the one permit how often.
#include "corpus.h"

static sem_t permit;
static volatile int over;
static long got[3];
static void *work(void *number)
{
    for (int i = 0; i < 3000 && !over; i++) {
        sem_wait(&permit);
        burn(50);
        got[(long)number]++;
        sem_post(&permit);
    }
    over = 1;
    return NULL;
}
int main(void)
{
    sem_init(&permit, 0, 1);
    in_threads(3, work);
    printf("%ld %ld %ld\n", got[0], got[1], got[2]);
}
