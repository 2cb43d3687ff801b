//: policy threads
// Whether a detached thread got to print before the program ended.
#include "corpus.h"

static void *work(void *unused)
{
    burn(10000);
    write(1, "thread\n", 7);
    return unused;
}
int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, work, NULL);
    pthread_detach(thread);
    burn(40000);
    write(1, "main\n", 5);
    _exit(0);
}
