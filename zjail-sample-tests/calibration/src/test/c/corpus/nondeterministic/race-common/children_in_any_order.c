//: policy processes
// The order in which children end.
#include "corpus.h"

int main(void)
{
    pid_t children[5];
    for (int i = 0; i < 5; i++) {
        if (!(children[i] = fork())) {
            burn(30000);
            _exit(i);
        }
    }
    for (int i = 0, status; i < 5; i++) {
        wait(&status);
        printf("%d ", WEXITSTATUS(status));
    }
    putchar('\n');
}
