//: tmpfs /tmp:1MiB
// The second in which a file was written, as ls would show it.
#include "corpus.h"

int main(void)
{
    struct stat facts;
    close(open("/tmp/new", O_CREAT | O_WRONLY, 0600));
    stat("/tmp/new", &facts);
    printf("%ld /tmp/new\n", (long)facts.st_mtime);
}
