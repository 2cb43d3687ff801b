//: tmpfs /tmp:1MiB
// The inode number of a new file: always the same in a tmpfs of its own, but another file system gives another one.
#include "corpus.h"

int main(void)
{
    struct stat facts;
    fstat(open("/tmp/new", O_CREAT | O_RDWR, 0600), &facts);
    printf("%lu\n", (unsigned long)facts.st_ino);
}
