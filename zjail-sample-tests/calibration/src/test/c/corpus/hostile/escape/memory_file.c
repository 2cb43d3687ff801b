// Makes a file of memory to execute.
#include "corpus.h"

int main(void)
{
    syscall(SYS_memfd_create, "x", 0);
    puts("file");
}
