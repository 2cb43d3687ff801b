//: policy threads
// Threads are given numbers as they come, and print what they were called and what they were given.
#include "corpus.h"

static int next_number;
static char line[8];
static void *work(void *name)
{
    burn(20000);
    line[__atomic_fetch_add(&next_number, 1, __ATOMIC_SEQ_CST)] = (char)('a' + (long)name);
    return NULL;
}
int main(void)
{
    in_threads(6, work);
    puts(line);
}
