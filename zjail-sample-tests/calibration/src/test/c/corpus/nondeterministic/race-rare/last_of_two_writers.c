//: chance 20
//: policy threads
// Both write the same variable; the first begins so much earlier that the last is nearly always the second.
#include "corpus.h"

static volatile long last;
static void *work(void *number)
{
    burn((long)number * 200000);
    last = (long)number;
    return NULL;
}
int main(void)
{
    in_threads(2, work);
    printf("%ld\n", last);
}
