// Linux writes back how much of the time-out was left.
#include "corpus.h"

int main(void)
{
    struct timeval patience = {1, 0};
    int ends[2];
    fd_set ready;
    pipe(ends);
    FD_ZERO(&ready);
    FD_SET(ends[0], &ready);
    if (write(ends[1], "x", 1), select(ends[0] + 1, &ready, NULL, NULL, &patience) != 1) return 1;
    sleep_for(100000);
    printf("%ld.%06ld\n", (long)patience.tv_sec, (long)patience.tv_usec);
}
