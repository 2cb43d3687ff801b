// Takes the slow way when the host's memory is nearly used up.
#include "corpus.h"

int main(void)
{
    struct sysinfo facts;
    sysinfo(&facts);
    puts(facts.freeram < facts.totalram / 1000 ? "slow" : "fast");
}
