//: chance 20
// A timer's signal rarely comes between two assignments.
#include "corpus.h"

static volatile sig_atomic_t inside, hits;
static void handle(int number)
{
    (void)number;
    if (inside) hits++;
}
int main(void)
{
    struct itimerval soon = {{0, 0}, {0, 1000}};
    signal(SIGALRM, handle);
    setitimer(ITIMER_REAL, &soon, NULL);
    for (int i = 0; i < 3000; i++) {
        burn(1000);
        inside = 1;
        inside = 0;
    }
    printf("%d interruptions\n", (int)hits);
}
