// The limit of its stack.
#include "corpus.h"

int main(void)
{
    struct rlimit limit;
    getrlimit(RLIMIT_STACK, &limit);
    show(limit.rlim_cur);
}
