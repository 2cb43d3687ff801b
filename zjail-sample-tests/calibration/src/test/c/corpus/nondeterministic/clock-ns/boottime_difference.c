// How long two readings of the clock lie apart differs from run to run.
#include "corpus.h"

int main(void)
{
    uint64_t first = nanoseconds(CLOCK_BOOTTIME);
    burn(1000);
    show(nanoseconds(CLOCK_BOOTTIME) - first);
}
