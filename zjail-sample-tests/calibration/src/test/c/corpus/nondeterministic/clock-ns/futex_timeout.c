// The time at which a wait on a futex that nobody wakes was over.
#include "corpus.h"

int main(void)
{
    int word = 0;
    struct timespec span = {0, 500000};
    uint64_t begin = nanoseconds(CLOCK_MONOTONIC);
    syscall(SYS_futex, &word, 0x80, 0, &span, NULL, 0);
    show(nanoseconds(CLOCK_MONOTONIC) - begin);
}
