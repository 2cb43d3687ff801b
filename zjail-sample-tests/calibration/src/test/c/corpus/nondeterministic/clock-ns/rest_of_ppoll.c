// The raw system call writes back how much of the time-out was left.
#include "corpus.h"

int main(void)
{
    struct timespec span = {1, 0};
    struct pollfd ready = {1, POLLOUT, 0};
    syscall(SYS_ppoll, &ready, 1, &span, NULL, 8);
    show((unsigned long long)span.tv_nsec);
}
