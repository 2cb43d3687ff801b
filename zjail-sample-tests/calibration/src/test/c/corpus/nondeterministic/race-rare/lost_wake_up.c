//: chance 20
//: policy threads
// Waits for a moment only, so that it goes on if it missed the signal.
#include "corpus.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
static void *work(void *unused)
{
    sleep_for(2000000);
    pthread_cond_signal(&condition);
    return unused;
}
int main(void)
{
    pthread_t thread;
    struct timespec end;
    pthread_create(&thread, NULL, work, NULL);
    clock_gettime(CLOCK_REALTIME, &end);
    end.tv_nsec += 100000000;
    end.tv_sec += end.tv_nsec / 1000000000;
    end.tv_nsec %= 1000000000;
    pthread_mutex_lock(&lock);
    puts(pthread_cond_timedwait(&condition, &lock, &end) ? "missed" : "woken");
    pthread_mutex_unlock(&lock);
    pthread_join(thread, NULL);
}
