// What uptime(1) would print.
#include "corpus.h"

int main(void)
{
    uint64_t up = nanoseconds(CLOCK_BOOTTIME) / 1000000000;
    printf("up %d:%02d:%02d\n", (int)(up / 3600), (int)(up / 60 % 60), (int)(up % 60));
}
