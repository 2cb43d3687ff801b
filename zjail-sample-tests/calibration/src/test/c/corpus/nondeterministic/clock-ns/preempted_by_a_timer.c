// A timer's signal switches between two loops, and their turns are printed.
#include "corpus.h"

static volatile sig_atomic_t turn;
static void change(int number) { turn += number > 0; }
int main(void)
{
    struct itimerval often = {{0, 500}, {0, 500}};
    unsigned long counts[2] = {0, 0};
    signal(SIGALRM, change);
    setitimer(ITIMER_REAL, &often, NULL);
    while (turn < 6) counts[turn & 1]++;
    printf("%lu %lu\n", counts[0], counts[1]);
}
