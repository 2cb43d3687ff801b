//: tmpfs /tmp:1MiB
// No clock is asked: the date is that of a file that was just made.
#include "corpus.h"

int main(void)
{
    struct stat facts;
    close(open("/tmp/new", O_CREAT | O_WRONLY, 0600));
    stat("/tmp/new", &facts);
    printf("%ld\n", (long)facts.st_mtime / 86400);
}
