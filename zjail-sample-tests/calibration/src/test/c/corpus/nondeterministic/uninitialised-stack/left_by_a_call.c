// A function reads where another one left an address.
#include "corpus.h"

static NOINLINE void leave(void)
{
    volatile uintptr_t words[32];
    for (int i = 0; i < 32; i++) words[i] = (uintptr_t)&words[i];
}
static NOINLINE void look(void)
{
    uintptr_t words[32];
    show(HIDDEN((volatile uintptr_t *)words)[10]);
}
int main(void)
{
    leave();
    look();
}
