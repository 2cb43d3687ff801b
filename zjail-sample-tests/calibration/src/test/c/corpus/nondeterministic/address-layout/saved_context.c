// The stack pointer that a signal handler finds in its context.
#include "corpus.h"

static void look(int number, siginfo_t *facts, void *context)
{
    (void)number, (void)facts;
    printf("context %p\n", context);
}
int main(void)
{
    struct itimerval soon = {{0, 0}, {0, 500}};
    struct sigaction action = {.sa_sigaction = look, .sa_flags = SA_SIGINFO};
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &soon, NULL);
    pause();
}
