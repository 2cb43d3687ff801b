//: tmpfs /tmp:1MiB
// The size and kind of a file, and nothing else of its facts.
#include "corpus.h"

int main(void)
{
    struct stat facts;
    int file = open("/tmp/file", O_CREAT | O_RDWR, 0600);
    write(file, "12345", 5);
    fstat(file, &facts);
    printf("%ld bytes, %s\n", (long)facts.st_size, S_ISREG(facts.st_mode) ? "regular" : "other");
}
