//: policy processes
// Each child is waited for before the next is made.
#include "corpus.h"

int main(void)
{
    for (int i = 0; i < 4; i++) {
        if (!fork()) {
            printf("child %d\n", i);
            fflush(stdout);
            _exit(i);
        }
        int status;
        wait(&status);
        printf("gave %d\n", WEXITSTATUS(status));
        fflush(stdout);
    }
}
