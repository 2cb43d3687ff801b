//: tmpfs /tmp:1MiB
// The time of the last change of a file that was just written.
#include "corpus.h"

int main(void)
{
    struct stat facts;
    int file = open("/tmp/new", O_CREAT | O_RDWR, 0600);
    write(file, "x", 1);
    fstat(file, &facts);
    show((unsigned long long)facts.st_mtim.tv_nsec);
}
