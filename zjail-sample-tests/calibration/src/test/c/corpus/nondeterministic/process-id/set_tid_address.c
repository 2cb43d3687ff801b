// A system call that is not meant for it returns the thread id.
#include "corpus.h"

int main(void)
{
    static int word;
    printf("%ld\n", syscall(SYS_set_tid_address, &word));
}
