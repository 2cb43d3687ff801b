// Chooses by the load.
#include "corpus.h"

int main(void)
{
    struct sysinfo facts;
    sysinfo(&facts);
    puts(facts.loads[0] > 65536 ? "busy: one worker" : "idle: all workers");
}
