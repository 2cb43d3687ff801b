//: tmpfs /tmp:1MiB
// The hour is that of a file that was just made.
#include "corpus.h"

int main(void)
{
    struct stat facts;
    int file = open("/tmp/new", O_CREAT | O_RDWR, 0600);
    fstat(file, &facts);
    puts(facts.st_mtime / 3600 % 24 < 12 ? "a.m." : "p.m.");
}
