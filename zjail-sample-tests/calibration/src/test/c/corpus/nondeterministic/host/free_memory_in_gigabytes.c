// The same, rounded so much that it rarely changes.
#include "corpus.h"

int main(void)
{
    struct sysinfo facts;
    sysinfo(&facts);
    show(facts.freeram >> 32);
}
