//: policy threads
// A reader sees halves of two writes.
#include "corpus.h"

static volatile long first, second;
static void *work(void *number)
{
    long torn = 0;
    for (int i = 0; i < 200000; i++) {
        if ((long)number) {
            first = i;
            second = i;
        } else {
            long one = second, other = first;
            torn += one != other;
        }
    }
    if (!number) printf("%ld\n", torn);
    return NULL;
}
int main(void) { in_threads(2, work); }
