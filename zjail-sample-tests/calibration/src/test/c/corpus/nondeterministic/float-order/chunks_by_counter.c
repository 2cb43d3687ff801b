//: policy threads
// Threads take chunks from a counter, and each sums up those it got.
#include "corpus.h"

static long chunk;
static double parts[4];
static void *work(void *number)
{
    for (long mine; (mine = __atomic_fetch_add(&chunk, 1, __ATOMIC_SEQ_CST)) < 500;) {
        for (int i = 0; i < 50; i++) parts[(long)number] += sqrt((double)(mine * 50 + i)) * 1e-3;
    }
    return NULL;
}
int main(void)
{
    in_threads(4, work);
    printf("%.17g\n", parts[0] + parts[1] + parts[2] + parts[3]);
}
