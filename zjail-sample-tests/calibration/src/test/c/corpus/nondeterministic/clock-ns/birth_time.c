//: tmpfs /tmp:1MiB
// The time at which a file came to be.
#include "corpus.h"

int main(void)
{
    struct statx facts;
    open("/tmp/new", O_CREAT | O_RDWR, 0600);
    statx(AT_FDCWD, "/tmp/new", 0, STATX_BTIME | STATX_CTIME, &facts);
    show(facts.stx_ctime.tv_nsec);
}
