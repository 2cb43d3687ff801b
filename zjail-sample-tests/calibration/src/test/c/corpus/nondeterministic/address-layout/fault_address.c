// A handler prints at which address the program faulted: a null pointer with a random index.
#include "corpus.h"

static void look(int number, siginfo_t *facts, void *context)
{
    (void)number, (void)context;
    printf("fault near %p\n", facts->si_addr);
    fflush(stdout);
    _exit(0);
}
int main(void)
{
    struct sigaction action = {.sa_sigaction = look, .sa_flags = SA_SIGINFO};
    char *page = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    sigaction(SIGSEGV, &action, NULL);
    *(volatile char *)page = 1;
}
