//: policy processes
// How many bytes each of two readers gets from one pipe.
#include "corpus.h"

int main(void)
{
    int ends[2], counts[2];
    char byte;
    pipe(ends);
    pipe(counts);
    for (int i = 0; i < 2; i++) {
        if (!fork()) {
            close(ends[1]);
            char text[16];
            int count = 0;
            while (read(ends[0], &byte, 1) == 1) count++, burn(200);
            write(counts[1], text, (size_t)sprintf(text, "%d\n", count));
            _exit(0);
        }
    }
    for (int i = 0; i < 500; i++) write(ends[1], "x", 1);
    close(ends[1]);
    while (wait(NULL) > 0) {
    }
    close(counts[1]);
    while (read(counts[0], &byte, 1) == 1) putchar(byte);
}
