//: policy threads
// Each thread adds its part when it is ready, and addition of floating point is not associative.
#include "corpus.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static double sum;
static void *work(void *number)
{
    for (int i = 0; i < 200; i++) {
        burn(200);
        pthread_mutex_lock(&lock);
        sum += 1.0 / (1 + i + 1000.0 * (double)(long)number);
        pthread_mutex_unlock(&lock);
    }
    return NULL;
}
int main(void)
{
    in_threads(4, work);
    printf("%.17g\n", sum);
}
