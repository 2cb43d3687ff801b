//: policy threads
// A product in the order of arrival.
#include "corpus.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static double product = 1;
static void *work(void *number)
{
    for (int i = 1; i < 300; i++) {
        pthread_mutex_lock(&lock);
        product *= 1 + 1e-3 / (i + 7 * (double)(long)number);
        pthread_mutex_unlock(&lock);
        burn(50);
    }
    return NULL;
}
int main(void)
{
    in_threads(4, work);
    printf("%a\n", product);
}
