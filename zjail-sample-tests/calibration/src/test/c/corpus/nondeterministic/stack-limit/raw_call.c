// Past the C library.
#include "corpus.h"

int main(void)
{
    uint64_t limits[2];
    syscall(SYS_prlimit64, 0, RLIMIT_STACK, NULL, limits);
    printf("%llx\n", (unsigned long long)limits[0]);
}
