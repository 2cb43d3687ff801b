// Seconds of the coarse clock.
#include "corpus.h"

int main(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME_COARSE, &now);
    printf("%ld s\n", (long)now.tv_sec);
}
