// A flag that lies where a pointer was.
#include "corpus.h"

static NOINLINE void leave(void)
{
    volatile uintptr_t words[16];
    for (int i = 0; i < 16; i++) words[i] = (uintptr_t)&words[0] >> 4;
}
static NOINLINE void look(void)
{
    uint32_t flags[32];
    puts(HIDDEN((volatile uint32_t *)flags)[12] & 1 ? "set" : "clear");
}
int main(void)
{
    leave();
    look();
}
