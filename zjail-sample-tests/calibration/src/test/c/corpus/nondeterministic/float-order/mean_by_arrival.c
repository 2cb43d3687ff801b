//: policy threads
// A running mean depends on the order of the values.
#include "corpus.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static double mean;
static long seen;
static void *work(void *number)
{
    for (int i = 0; i < 200; i++) {
        burn(150);
        pthread_mutex_lock(&lock);
        mean += (sin(i + 10 * (double)(long)number) - mean) / (double)++seen;
        pthread_mutex_unlock(&lock);
    }
    return NULL;
}
int main(void)
{
    in_threads(3, work);
    printf("%.17g\n", mean);
}
