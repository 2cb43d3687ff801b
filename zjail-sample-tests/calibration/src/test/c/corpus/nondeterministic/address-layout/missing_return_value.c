// A function that forgets to return leaves what was in the register.
#include "corpus.h"

static NOINLINE uintptr_t answer(uintptr_t *place)
{
    *place = (uintptr_t)HIDDEN(place);
    __asm__ volatile("mov %0, %%rax" : : "r"(place) : "rax");
}
int main(void)
{
    uintptr_t place;
    uintptr_t (*call)(uintptr_t *) = HIDDEN(answer);
    printf("%lx\n", (unsigned long)call(&place));
}
