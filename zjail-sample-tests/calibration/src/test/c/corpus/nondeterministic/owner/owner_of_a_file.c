//: host root
//: tmpfs /tmp:1MiB
// The owner of a file it made.
#include "corpus.h"

int main(void)
{
    struct stat facts;
    fstat(open("/tmp/new", O_CREAT | O_RDWR, 0600), &facts);
    printf("%u\n", (unsigned)facts.st_uid);
}
