// A parser that allows as much nesting as the stack will hold.
#include "corpus.h"

int main(void)
{
    struct rlimit limit;
    getrlimit(RLIMIT_STACK, &limit);
    printf("at most %lu levels\n", (unsigned long)(limit.rlim_cur / 512));
}
