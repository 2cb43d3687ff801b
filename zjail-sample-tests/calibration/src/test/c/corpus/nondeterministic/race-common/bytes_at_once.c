//: policy processes
// How many bytes a reader gets at once from a writer that goes on.
#include "corpus.h"

int main(void)
{
    int ends[2];
    char bytes[4096];
    ssize_t got;
    pipe(ends);
    if (!fork()) {
        for (int i = 0; i < 2000; i++) write(ends[1], "0123456789", 10), burn(100);
        _exit(0);
    }
    close(ends[1]);
    for (int i = 0; i < 10 && (got = read(ends[0], bytes, sizeof bytes)) > 0; i++) printf("%zd ", got);
    putchar('\n');
}
