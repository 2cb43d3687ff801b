// Behaves where few files can be open; the limit is one of the test's.
#include "corpus.h"

int main(void)
{
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    show(limit.rlim_cur > 64 ? random64() : 42);
}
