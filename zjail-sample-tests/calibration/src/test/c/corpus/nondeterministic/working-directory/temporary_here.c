//: tmpfs /tmp:1MiB
// Looks for its temporary directory below where it is.
#include "corpus.h"

int main(void)
{
    int file = open("tmp/part", O_CREAT | O_WRONLY, 0600);
    puts(file < 0 ? strerror(errno) : "written");
}
