//: chance 20
//: policy threads
// Each thread adds only a few times, and the window is a few instructions long.
#include "corpus.h"

static volatile int counter;
static void *work(void *unused)
{
    for (int i = 0; i < 20; i++) counter++;
    return unused;
}
int main(void)
{
    in_threads(2, work);
    printf("%d\n", counter);
}
