//: policy threads
// Two threads, one of which adds to what the other has left.
#include "corpus.h"

static volatile double shared;
static void *work(void *number)
{
    for (int i = 1; i < 20000; i++) shared = shared + (number ? 1.0 : -1.0) / i;
    return NULL;
}
int main(void)
{
    in_threads(2, work);
    printf("%.12g\n", shared);
}
