// Pipes are numbered through for the whole system.
#include "corpus.h"

int main(void)
{
    struct stat facts;
    int ends[2];
    pipe(ends);
    fstat(ends[0], &facts);
    printf("%lx\n", (unsigned long)facts.st_ino);
}
