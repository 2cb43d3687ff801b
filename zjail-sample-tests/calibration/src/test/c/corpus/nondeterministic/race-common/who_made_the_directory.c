//: policy threads
//: tmpfs /tmp:1MiB
// Only one of the threads can make each directory.
#include "corpus.h"

static int made[4];
static void *work(void *number)
{
    char name[32];
    for (int i = 0; i < 60; i++) {
        sprintf(name, "/tmp/%d", i);
        made[(long)number] += mkdir(name, 0700) == 0;
    }
    return NULL;
}
int main(void)
{
    in_threads(4, work);
    printf("%d %d %d %d\n", made[0], made[1], made[2], made[3]);
}
