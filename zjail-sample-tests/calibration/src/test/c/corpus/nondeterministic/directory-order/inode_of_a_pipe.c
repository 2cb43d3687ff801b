// The inode number of its standard output.
#include "corpus.h"

int main(void)
{
    struct stat facts;
    fstat(1, &facts);
    printf("%lu\n", (unsigned long)facts.st_ino);
}
