//: policy processes
// The process id of a child.
#include "corpus.h"

int main(void)
{
    pid_t child = fork();
    if (!child) _exit(0);
    waitpid(child, NULL, 0);
    printf("%d\n", (int)child);
}
