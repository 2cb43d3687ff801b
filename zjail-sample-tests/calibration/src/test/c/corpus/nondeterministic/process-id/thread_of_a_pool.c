//: policy threads
// The thread id of a second thread.
#include "corpus.h"

static void *work(void *unused)
{
    printf("%d\n", (int)gettid());
    return unused;
}
int main(void) { in_threads(1, work); }
