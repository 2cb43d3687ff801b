//: policy threads
// A thread for each CPU reports.
#include "corpus.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int reports;
static void *work(void *unused)
{
    pthread_mutex_lock(&lock);
    reports++;
    pthread_mutex_unlock(&lock);
    return unused;
}
int main(void)
{
    int count = get_nprocs();
    in_threads(count < THREADS_AT_MOST ? count : THREADS_AT_MOST, work);
    printf("%d reports\n", reports);
}
