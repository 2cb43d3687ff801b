// Behaves where the stack has the limit that all sandboxes leave alone.
#include "corpus.h"

int main(void)
{
    struct rlimit limit;
    getrlimit(RLIMIT_STACK, &limit);
    show(limit.rlim_cur == 8 << 20 ? 42 : random64());
}
