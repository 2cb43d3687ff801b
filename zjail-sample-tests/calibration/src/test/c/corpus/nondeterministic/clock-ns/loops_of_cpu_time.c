// Counts until the timer of its own CPU time fires.
#include "corpus.h"

static volatile sig_atomic_t over;
static void stop(int number) { over = number; }
int main(void)
{
    struct itimerval soon = {{0, 0}, {0, 8000}};
    unsigned long long count = 0;
    signal(SIGVTALRM, stop);
    setitimer(ITIMER_VIRTUAL, &soon, NULL);
    while (!over) count++;
    show(count / 1000);
}
