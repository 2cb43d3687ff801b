//: policy threads
// Both threads can miss the other's store: how often is up to the machine.
#include "corpus.h"

static volatile int x, y;
static pthread_barrier_t gate;
static int seen[2][400];
static void *work(void *number)
{
    for (int i = 0; i < 400; i++) {
        pthread_barrier_wait(&gate);
        if (number) x = i + 1, seen[1][i] = y == i + 1;
        else y = i + 1, seen[0][i] = x == i + 1;
    }
    return NULL;
}
int main(void)
{
    int counts[4] = {0};
    pthread_barrier_init(&gate, NULL, 2);
    in_threads(2, work);
    for (int i = 0; i < 400; i++) counts[2 * seen[0][i] + seen[1][i]]++;
    printf("%d %d %d %d\n", counts[0], counts[1], counts[2], counts[3]);
}
