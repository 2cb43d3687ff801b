//: exit 0 1
// A status that says whether the stack is the usual one.
#include "corpus.h"

int main(void)
{
    struct rlimit limit;
    getrlimit(RLIMIT_STACK, &limit);
    return limit.rlim_cur != 8 << 20;
}
