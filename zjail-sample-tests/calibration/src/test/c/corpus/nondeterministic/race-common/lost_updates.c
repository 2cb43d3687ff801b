//: policy threads
// Threads add to a counter without any lock.
#include "corpus.h"

static volatile long counter;
static void *work(void *unused)
{
    for (int i = 0; i < 100000; i++) counter++;
    return unused;
}
int main(void)
{
    in_threads(4, work);
    printf("%ld\n", counter);
}
