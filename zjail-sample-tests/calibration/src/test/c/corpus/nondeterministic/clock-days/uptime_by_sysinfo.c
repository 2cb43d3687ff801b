// For how many days the machine runs.
#include "corpus.h"

int main(void)
{
    struct sysinfo facts;
    sysinfo(&facts);
    printf("up %ld days\n", facts.uptime / 86400);
}
