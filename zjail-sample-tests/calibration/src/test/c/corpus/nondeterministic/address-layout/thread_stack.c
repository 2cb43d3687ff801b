//: policy threads
// Where a thread has its stack.
#include "corpus.h"

static void *work(void *unused)
{
    char local;
    (void)unused;
    printf("%p\n", (void *)HIDDEN(&local));
    return NULL;
}
int main(void) { in_threads(1, work); }
