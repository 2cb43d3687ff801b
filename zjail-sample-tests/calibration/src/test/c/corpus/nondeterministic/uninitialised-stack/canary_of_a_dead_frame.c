//: gcc -fstack-protector-all
// A frame that is gone had a canary, and nobody wiped it.
#include "corpus.h"

static NOINLINE void guarded(void)
{
    char text[64];
    strcpy(HIDDEN(text), "nothing");
}
static NOINLINE __attribute__((optimize("no-stack-protector"))) uint64_t look(void)
{
    uint64_t words[64], sum = 0;
    for (int i = 0; i < 64; i++) sum += HIDDEN((volatile uint64_t *)words)[i];
    return sum;
}
int main(void)
{
    guarded();
    show(look());
}
