//: policy threads
//: stdin 3 1 2 2 1 3 2 1\n
//: contrast 5 5 4\n
// Sorts by sleeping; equal elements and close ones come as they like.
#include "corpus.h"

static void *work(void *value)
{
    sleep_for(((long)value & 0xff) * 300000);
    printf("%ld@%ld ", (long)value & 0xff, (long)value >> 8);
    return NULL;
}
int main(void)
{
    pthread_t threads[THREADS_AT_MOST];
    long value, count = 0;
    while (count < 8 && scanf("%ld", &value) == 1) {
        pthread_create(&threads[count], NULL, work, (void *)(value & 0xff | count << 8));
        count++;
    }
    for (long i = 0; i < count; i++) pthread_join(threads[i], NULL);
}
