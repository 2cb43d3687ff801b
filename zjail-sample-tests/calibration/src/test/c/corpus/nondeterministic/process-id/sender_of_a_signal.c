//: policy processes
// The signal of an ended child tells its process id.
#include "corpus.h"

static volatile pid_t sender;
static void note(int number, siginfo_t *facts, void *context)
{
    (void)number, (void)context;
    sender = facts->si_pid;
}
int main(void)
{
    struct sigaction action = {.sa_sigaction = note, .sa_flags = SA_SIGINFO};
    sigset_t child, before;
    sigaction(SIGCHLD, &action, NULL);
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child, &before);
    if (!fork()) _exit(0);
    while (!sender) sigsuspend(&before);
    printf("%d\n", (int)sender);
}
