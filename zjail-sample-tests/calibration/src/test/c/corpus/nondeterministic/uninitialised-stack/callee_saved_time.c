// A dead frame had read the clock.
#include "corpus.h"

static NOINLINE void leave(void)
{
    struct timespec now[16];
    for (int i = 0; i < 16; i++) clock_gettime(CLOCK_MONOTONIC, HIDDEN(&now[i]));
}
static NOINLINE void look(void)
{
    uint64_t words[32];
    show(HIDDEN((volatile uint64_t *)words)[11] & 0xffff);
}
int main(void)
{
    leave();
    look();
}
