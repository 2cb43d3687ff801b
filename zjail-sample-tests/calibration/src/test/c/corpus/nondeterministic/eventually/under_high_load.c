// Says so when the host is overloaded.
#include "corpus.h"

int main(void)
{
    struct sysinfo facts;
    sysinfo(&facts);
    puts(facts.loads[0] / 65536 > 400 ? "overloaded" : "ok");
}
