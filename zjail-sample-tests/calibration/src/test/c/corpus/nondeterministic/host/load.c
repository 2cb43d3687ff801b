// The load of the host.
#include "corpus.h"

int main(void)
{
    struct sysinfo facts;
    sysinfo(&facts);
    printf("%.2f\n", (double)facts.loads[0] / 65536.0);
}
