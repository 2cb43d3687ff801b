//: chance 20
// A watchdog bites if the machine is so busy that little work takes long.
#include "corpus.h"

static void bite(int number)
{
    (void)number;
    write(1, "too slow\n", 9);
    _exit(0);
}
int main(void)
{
    struct itimerval soon = {{0, 0}, {0, 60000}};
    signal(SIGALRM, bite);
    setitimer(ITIMER_REAL, &soon, NULL);
    burn(100000);
    puts("in time");
}
