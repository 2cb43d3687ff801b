//: policy threads
// Even a compensated sum has a last bit that depends on the order.
#include "corpus.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static float sum, compensation;
static void *work(void *number)
{
    for (int i = 1; i < 500; i++) {
        pthread_mutex_lock(&lock);
        volatile float value = 1.0f / (float)(i * (1 + 3 * (long)number)) * (i % 7 ? 1.0f : 3e4f) - compensation;
        volatile float total = sum + value;
        compensation = (total - sum) - value;
        sum = total;
        pthread_mutex_unlock(&lock);
        sched_yield();
    }
    return NULL;
}
int main(void)
{
    in_threads(4, work);
    printf("%.9g %.9g\n", sum, compensation);
}
