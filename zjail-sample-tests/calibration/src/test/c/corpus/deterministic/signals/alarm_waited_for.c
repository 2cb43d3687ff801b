// Waits for an alarm, however long it takes.
#include "corpus.h"

static volatile sig_atomic_t rang;
static void ring(int number) { rang = number; }
int main(void)
{
    sigset_t block, before;
    struct itimerval soon = {{0, 0}, {0, 2000}};
    signal(SIGALRM, ring);
    sigemptyset(&block);
    sigaddset(&block, SIGALRM);
    sigprocmask(SIG_BLOCK, &block, &before);
    setitimer(ITIMER_REAL, &soon, NULL);
    while (!rang) sigsuspend(&before);
    puts("rang");
}
