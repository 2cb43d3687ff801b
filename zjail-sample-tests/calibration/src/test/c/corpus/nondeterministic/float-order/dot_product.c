//: policy threads
// A dot product that threads add to in small pieces.
#include "corpus.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static float result;
static void *work(void *number)
{
    for (int i = (int)(long)number; i < 30000; i += 3) {
        float term = (float)sin(i) * (float)cos(3 * i);
        pthread_mutex_lock(&lock);
        result += term;
        pthread_mutex_unlock(&lock);
    }
    return NULL;
}
int main(void)
{
    in_threads(3, work);
    printf("%.9g\n", result);
}
