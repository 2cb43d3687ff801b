//: policy threads
// Exponentials are added as threads finish, and then used to divide.
#include "corpus.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static double total;
static void *work(void *number)
{
    for (int i = 0; i < 150; i++) {
        double value = exp(fmod(i * 0.7 + (double)(long)number, 9));
        pthread_mutex_lock(&lock);
        total += value;
        pthread_mutex_unlock(&lock);
        burn(100);
    }
    return NULL;
}
int main(void)
{
    in_threads(4, work);
    printf("%.17g\n", exp(3.3) / total);
}
