//: policy threads
// What it waits for with a limit comes long before the limit.
#include "corpus.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int done;
static void *work(void *unused)
{
    pthread_mutex_lock(&lock);
    done = 42;
    pthread_cond_signal(&changed);
    pthread_mutex_unlock(&lock);
    return unused;
}
int main(void)
{
    pthread_t thread;
    struct timespec end;
    pthread_create(&thread, NULL, work, NULL);
    clock_gettime(CLOCK_REALTIME, &end);
    end.tv_sec += 5;
    pthread_mutex_lock(&lock);
    while (!done) pthread_cond_timedwait(&changed, &lock, &end);
    pthread_mutex_unlock(&lock);
    pthread_join(thread, NULL);
    printf("%d\n", done);
}
