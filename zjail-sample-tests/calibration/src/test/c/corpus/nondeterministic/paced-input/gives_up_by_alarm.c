//: stdin some words here\n
//: contrast others\n
// A timer of ten milliseconds interrupts the wait for input.
#include "corpus.h"

static void give_up(int number)
{
    (void)number;
    write(1, "no input\n", 9);
    _exit(0);
}
int main(void)
{
    struct itimerval soon = {{0, 0}, {0, 10000}};
    signal(SIGALRM, give_up);
    setitimer(ITIMER_REAL, &soon, NULL);
    size_t length;
    char *text = input(&length);
    fwrite(text, 1, length, stdout);
}
