// Makes a namespace.
#include "corpus.h"

int main(void)
{
    syscall(SYS_unshare, 0x10000000);
    puts("unshared");
}
