// How many seconds the machine is up.
#include "corpus.h"

int main(void)
{
    struct sysinfo facts;
    sysinfo(&facts);
    printf("up %ld s\n", facts.uptime);
}
