//: policy threads
// A producer and a consumer with a queue between them that keeps the order.
#include "corpus.h"

static sem_t filled, empty;
static int place;
static void *produce(void *unused)
{
    for (int i = 0; i < 50; i++) {
        sem_wait(&empty);
        place = i * i;
        sem_post(&filled);
    }
    return unused;
}
int main(void)
{
    pthread_t thread;
    sem_init(&filled, 0, 0);
    sem_init(&empty, 0, 1);
    pthread_create(&thread, NULL, produce, NULL);
    for (int i = 0; i < 50; i++) {
        sem_wait(&filled);
        printf("%d ", place);
        sem_post(&empty);
    }
    pthread_join(thread, NULL);
    putchar('\n');
}
