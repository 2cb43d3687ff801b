// How many processes the host has.
#include "corpus.h"

int main(void)
{
    struct sysinfo facts;
    sysinfo(&facts);
    printf("%d\n", facts.procs);
}
