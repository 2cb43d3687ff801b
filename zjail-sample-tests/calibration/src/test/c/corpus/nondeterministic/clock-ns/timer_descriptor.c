//: allow timerfd_create timerfd_settime timerfd_gettime
// A timer behind a descriptor, read while it runs.
#include "corpus.h"

int main(void)
{
    struct itimerspec span = {{0, 0}, {3, 0}};
    int timer = timerfd_create(CLOCK_MONOTONIC, 0);
    timerfd_settime(timer, 0, &span, NULL);
    timerfd_gettime(timer, &span);
    show((unsigned long long)span.it_value.tv_nsec);
}
