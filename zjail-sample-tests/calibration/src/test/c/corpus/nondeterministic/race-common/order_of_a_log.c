//: policy threads
// A log with a lock has no torn lines, and any order.
#include "corpus.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char entries[400];
static void *work(void *number)
{
    for (int i = 0; i < 40; i++) {
        pthread_mutex_lock(&lock);
        entries[strlen(entries)] = (char)('0' + (long)number);
        pthread_mutex_unlock(&lock);
        sched_yield();
    }
    return NULL;
}
int main(void)
{
    in_threads(4, work);
    puts(entries);
}
