//: file src/test/c/corpus/corpus.h -> /data/name
// An error that names what could not be opened.
#include "corpus.h"

int main(void)
{
    if (open("data/name", O_RDONLY) < 0) perror("data/name");
    puts("end");
}
