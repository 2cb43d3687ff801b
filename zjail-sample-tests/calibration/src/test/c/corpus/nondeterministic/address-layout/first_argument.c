// Where the arguments lie.
#include "corpus.h"

int main(int count, char **arguments)
{
    (void)count;
    printf("argv at %p\n", (void *)arguments[0]);
}
