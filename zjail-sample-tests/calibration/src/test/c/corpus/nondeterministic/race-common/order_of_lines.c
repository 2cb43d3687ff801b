//: policy threads
// Each thread prints when it is ready.
#include "corpus.h"

static void *work(void *number)
{
    burn(20000);
    printf("thread %ld\n", (long)number);
    return NULL;
}
int main(void) { in_threads(8, work); }
