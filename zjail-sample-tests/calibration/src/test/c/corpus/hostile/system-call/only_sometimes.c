// Makes a forbidden call after it did what it should.
#include "corpus.h"

int main(void)
{
    puts("42");
    fflush(stdout);
    syscall(SYS_bpf, 0, NULL, 0);
}
