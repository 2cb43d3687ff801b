//: policy threads
// Which of the waiting threads a signal wakes.
#include "corpus.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
static int tickets;
static void *work(void *number)
{
    pthread_mutex_lock(&lock);
    while (!tickets) pthread_cond_wait(&condition, &lock);
    tickets--;
    printf("%ld ", (long)number);
    pthread_mutex_unlock(&lock);
    return NULL;
}
static void *sell(void *unused)
{
    for (int i = 0; i < 5; i++) {
        pthread_mutex_lock(&lock);
        tickets++;
        pthread_cond_signal(&condition);
        pthread_mutex_unlock(&lock);
    }
    return unused;
}
static void *role(void *number) { return (long)number == 2 ? sell(number) : work(number); }
int main(void)
{
    in_threads(6, role);
    putchar('\n');
}
