// A line of a log with a time of day up to the millisecond.
#include "corpus.h"

int main(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    printf("%02ld:%02ld:%02ld.%03ld INFO ready\n", now.tv_sec / 3600 % 24, now.tv_sec / 60 % 60, now.tv_sec % 60,
           now.tv_nsec / 1000000);
}
