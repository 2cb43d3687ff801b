//: cpu 2000
// A quarter of the CPU time it may have.
#include "corpus.h"

int main(void)
{
    uint64_t state = 3;
    for (int i = 0; i < 120000000; i++) state = state * 3 + 1;
    show(state);
}
