// Recursion where there is room for it.
#include "corpus.h"

int main(void)
{
    struct rlimit limit;
    getrlimit(RLIMIT_STACK, &limit);
    puts(limit.rlim_cur > 8500 << 10 ? "recursive" : "iterative");
}
