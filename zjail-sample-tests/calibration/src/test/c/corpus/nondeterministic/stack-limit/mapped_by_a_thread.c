//: policy threads
// How large a stack a thread says it has.
#include "corpus.h"

static void *work(void *unused)
{
    pthread_attr_t attributes;
    size_t size;
    void *base;
    pthread_getattr_np(pthread_self(), &attributes);
    pthread_attr_getstack(&attributes, &base, &size);
    printf("%zu\n", size / 4096);
    return unused;
}
int main(void) { in_threads(1, work); }
