// The address of a local variable.
#include "corpus.h"

int main(void)
{
    int local;
    printf("%p\n", (void *)&local);
}
