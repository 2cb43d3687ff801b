// The seed of a generator.
#include "corpus.h"

int main(void)
{
    srand((unsigned)getpid());
    printf("%d\n", rand() % 1000);
}
