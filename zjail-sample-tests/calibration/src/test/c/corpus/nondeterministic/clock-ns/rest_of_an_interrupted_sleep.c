// A sleep that a signal interrupts tells how much was left.
#include "corpus.h"

static void wake(int number) { (void)number; }
int main(void)
{
    struct itimerval soon = {{0, 0}, {0, 1000}};
    struct timespec span = {1, 0}, rest = {0, 0};
    struct sigaction action = {.sa_handler = wake};
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &soon, NULL);
    nanosleep(&span, &rest);
    show((unsigned long long)rest.tv_nsec);
}
