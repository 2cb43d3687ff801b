//: tmpfs /tmp:1MiB
// A file is named after the month in which another was made.
#include "corpus.h"

int main(void)
{
    char name[32];
    struct stat facts;
    int file = open("/tmp/new", O_CREAT | O_RDWR, 0600);
    fstat(file, &facts);
    strftime(name, sizeof name, "/tmp/%Y-%m", gmtime(&facts.st_mtime));
    close(open(name, O_CREAT | O_WRONLY, 0600));
    puts(name + 5);
}
