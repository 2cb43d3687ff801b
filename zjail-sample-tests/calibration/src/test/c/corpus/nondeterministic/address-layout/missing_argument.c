// printf with an argument too few shows what happens to be in a register.
#include "corpus.h"

int main(void)
{
    char local[16];
    strcpy(HIDDEN(local), "x");
    printf("%s %lx %lx %lx %lx %lx %lx %lx %lx %lx\n", local);
}
