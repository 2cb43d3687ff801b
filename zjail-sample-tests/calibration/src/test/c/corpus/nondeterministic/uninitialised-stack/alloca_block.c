// A block of alloca where a signal frame was.
#include "corpus.h"

static void handle(int number) { (void)number; }
static NOINLINE uint64_t look(void)
{
    volatile uint64_t *words = HIDDEN(alloca(2048));
    uint64_t sum = 0;
    for (int i = 0; i < 256; i++) sum += words[i];
    return sum;
}
int main(void)
{
    struct itimerval soon = {{0, 0}, {0, 300}};
    struct sigaction action = {.sa_handler = handle};
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &soon, NULL);
    pause();
    show(look());
}
