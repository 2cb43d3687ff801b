//: policy processes
// A child asks for its parent.
#include "corpus.h"

int main(void)
{
    if (!fork()) {
        printf("%d\n", (int)getppid());
        exit(0);
    }
    wait(NULL);
}
