//: policy processes
// How far the parent counted when its child ended.
#include "corpus.h"

static volatile sig_atomic_t ended;
static void note(int number) { ended = number; }
int main(void)
{
    unsigned long count = 0;
    signal(SIGCHLD, note);
    if (!fork()) {
        burn(50000);
        _exit(0);
    }
    while (!ended) count++;
    show(count);
}
