//: policy processes
// Blocks larger than a pipe takes at once are torn apart.
#include "corpus.h"

int main(void)
{
    static char block[20000];
    int ends[2], changes = 0;
    char before = 0, bytes[4096];
    ssize_t got;
    pipe(ends);
    for (int i = 0; i < 2; i++) {
        if (!fork()) {
            memset(block, 'a' + i, sizeof block);
            for (int j = 0; j < 20; j++) write(ends[1], block, sizeof block);
            _exit(0);
        }
    }
    close(ends[1]);
    while ((got = read(ends[0], bytes, sizeof bytes)) > 0) {
        for (ssize_t i = 0; i < got; i++) changes += bytes[i] != before, before = bytes[i];
    }
    printf("%d changes\n", changes);
}
