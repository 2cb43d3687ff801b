//: tmpfs /tmp:1MiB
//: allow statx
// The year is when the file was born.
#include "corpus.h"

int main(void)
{
    struct statx facts;
    close(open("/tmp/new", O_CREAT | O_RDWR, 0600));
    statx(AT_FDCWD, "/tmp/new", 0, STATX_MTIME, &facts);
    time_t made = facts.stx_mtime.tv_sec;
    printf("%d\n", gmtime(&made)->tm_year);
}
