// A histogram whose counters start anywhere.
#include "corpus.h"

static NOINLINE void leave(void)
{
    volatile uintptr_t words[40];
    for (int i = 0; i < 40; i++) words[i] = mix((uintptr_t)words);
}
static NOINLINE void count(int bins)
{
    unsigned histogram[bins];
    for (int i = 0; i < 100; i++) HIDDEN((volatile unsigned *)histogram)[i % bins]++;
    for (int i = 0; i < bins; i++) printf("%u\n", HIDDEN((volatile unsigned *)histogram)[i] % 1000);
}
int main(void)
{
    leave();
    count(8);
}
