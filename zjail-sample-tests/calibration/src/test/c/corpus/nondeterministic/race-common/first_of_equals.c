//: policy threads
// Which of several equal maxima is found first.
#include "corpus.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int best = -1, place = -1;
static void *work(void *number)
{
    for (int i = 0; i < 100; i++) {
        int index = (int)(long)number * 100 + i, value = index % 50;
        burn(300);
        pthread_mutex_lock(&lock);
        if (value > best || (value == best && i % 2)) best = value, place = index;
        pthread_mutex_unlock(&lock);
    }
    return NULL;
}
int main(void)
{
    in_threads(4, work);
    printf("%d at %d\n", best, place);
}
