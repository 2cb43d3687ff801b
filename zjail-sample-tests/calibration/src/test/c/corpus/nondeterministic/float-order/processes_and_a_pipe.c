//: policy processes
// Parts of a sum come from children through a pipe.
#include "corpus.h"

int main(void)
{
    int ends[2];
    double part, sum = 0;
    pipe(ends);
    for (int i = 0; i < 6; i++) {
        if (!fork()) {
            for (int j = 1; j < 30; j++) {
                burn(5000);
                part = 1.0 / (j * (i + 1)) * (j % 5 ? 1e-8 : 1e8);
                write(ends[1], &part, sizeof part);
            }
            _exit(0);
        }
    }
    close(ends[1]);
    while (read(ends[0], &part, sizeof part) == sizeof part) sum += part;
    printf("%.17g\n", sum);
}
