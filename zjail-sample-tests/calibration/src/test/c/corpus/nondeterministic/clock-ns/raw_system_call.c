// Asks the kernel and not the vDSO.
#include "corpus.h"

int main(void)
{
    struct timespec now;
    syscall(SYS_clock_gettime, CLOCK_REALTIME, &now);
    show((unsigned long long)now.tv_nsec);
}
