//: tmpfs /tmp:1MiB
// The number of the device that a temporary directory is.
#include "corpus.h"

int main(void)
{
    struct stat facts;
    stat("/tmp", &facts);
    printf("%lu\n", (unsigned long)facts.st_dev);
}
