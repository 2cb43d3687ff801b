// Counts until a timer's signal arrives.
#include "corpus.h"

static volatile sig_atomic_t over;
static void stop(int number) { over = number; }
int main(void)
{
    struct itimerval soon = {{0, 0}, {0, 2000}};
    unsigned long long count = 0;
    signal(SIGALRM, stop);
    setitimer(ITIMER_REAL, &soon, NULL);
    while (!over) count++;
    show(count);
}
