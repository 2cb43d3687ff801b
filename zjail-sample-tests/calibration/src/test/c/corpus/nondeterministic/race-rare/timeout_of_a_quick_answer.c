//: chance 20
//: policy threads
// The answer takes microseconds, and patience lasts milliseconds.
#include "corpus.h"

static int ends[2];
static void *work(void *unused)
{
    write(ends[1], "x", 1);
    return unused;
}
int main(void)
{
    pthread_t thread;
    pipe(ends);
    struct pollfd answer = {ends[0], POLLIN, 0};
    pthread_create(&thread, NULL, work, NULL);
    puts(poll(&answer, 1, 20) == 1 ? "answered" : "timed out");
    pthread_join(thread, NULL);
}
