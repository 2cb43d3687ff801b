// Asks a running timer how much is left.
#include "corpus.h"

int main(void)
{
    struct itimerval left = {{0, 0}, {5, 0}};
    setitimer(ITIMER_REAL, &left, NULL);
    burn(100000);
    getitimer(ITIMER_REAL, &left);
    show((unsigned long long)left.it_value.tv_usec);
}
