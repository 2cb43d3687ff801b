//: chance 20
//: policy threads
// A flag is set a little before the data.
#include "corpus.h"

static volatile int flag, data;
static void *work(void *unused)
{
    flag = 1;
    data = 42;
    return unused;
}
int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, work, NULL);
    while (!flag) {
    }
    int seen = data;
    pthread_join(thread, NULL);
    sleep_for(1000);
    printf("%d\n", seen ? seen : data - 42);
}
