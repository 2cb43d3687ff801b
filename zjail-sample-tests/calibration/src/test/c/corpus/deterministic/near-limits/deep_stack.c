// A frame that takes most of the stack.
#include "corpus.h"

static NOINLINE unsigned fill(void)
{
    unsigned char bytes[7 << 20], *all = HIDDEN(bytes);
    unsigned sum = 0;
    for (size_t i = 0; i < sizeof bytes; i += 4096) all[i] = (unsigned char)(i >> 12);
    for (size_t i = 0; i < sizeof bytes; i += 4096) sum += all[i];
    return sum;
}
int main(void) { show(fill()); }
