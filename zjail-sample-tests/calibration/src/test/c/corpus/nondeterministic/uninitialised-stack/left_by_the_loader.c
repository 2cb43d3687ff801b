//: link dynamic
// The dynamic loader ran on the same stack.
#include "corpus.h"

static NOINLINE uint64_t look(void)
{
    uint64_t words[256], sum = 0;
    for (int i = 0; i < 256; i++) sum ^= HIDDEN((volatile uint64_t *)words)[i];
    return sum;
}
int main(void) { show(look()); }
