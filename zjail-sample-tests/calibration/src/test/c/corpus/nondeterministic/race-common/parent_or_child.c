//: policy processes
// Which of parent and child writes first.
#include "corpus.h"

int main(void)
{
    pid_t child = fork();
    burn(child ? 30000 : 1000);
    write(1, child ? "parent\n" : "child\n", child ? 7 : 6);
    if (child) waitpid(child, NULL, 0);
}
