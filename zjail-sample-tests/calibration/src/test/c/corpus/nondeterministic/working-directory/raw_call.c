// Asks the kernel, which counts the NUL too.
#include "corpus.h"

int main(void)
{
    char path[PATH_MAX];
    printf("%ld\n", syscall(SYS_getcwd, path, sizeof path));
}
