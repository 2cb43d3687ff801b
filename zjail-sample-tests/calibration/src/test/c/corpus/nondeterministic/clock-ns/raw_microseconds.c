// The older system call, past the C library.
#include "corpus.h"

int main(void)
{
    struct timeval now;
    syscall(SYS_gettimeofday, &now, NULL);
    printf("%06ld\n", now.tv_usec);
}
