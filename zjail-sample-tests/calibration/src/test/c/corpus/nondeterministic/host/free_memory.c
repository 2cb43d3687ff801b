// How much memory the host has free.
#include "corpus.h"

int main(void)
{
    struct sysinfo facts;
    sysinfo(&facts);
    show(facts.freeram);
}
