//: tmpfs /tmp:1MiB
//: allow mkdir
// The weekday is that of a directory that was just made.
#include "corpus.h"

int main(void)
{
    struct stat facts;
    mkdir("/tmp/new", 0700);
    lstat("/tmp/new", &facts);
    show((unsigned long long)facts.st_ctime / 86400 % 7);
}
