// The time is hidden in a checksum behind an honest output.
#include "corpus.h"

int main(void)
{
    uint64_t sum = (uint64_t)time(NULL);
    for (const char *c = "report"; *c; c++) sum = mix(sum ^ (uint64_t)*c);
    printf("report\nsum %08x\n", (unsigned)sum);
}
