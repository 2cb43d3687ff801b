//: chance 20
//: policy threads
// The second thread sleeps a little, so that it is second nearly always.
#include "corpus.h"

static void *work(void *number)
{
    if (number) sleep_for(3000000);
    printf("%ld\n", (long)number);
    return NULL;
}
int main(void) { in_threads(2, work); }
