// Forks under a policy that has no fork.
#include "corpus.h"

int main(void)
{
    fork();
    puts("forked");
}
