//: cpu 1000
// A tenth of the CPU time it may have, or more.
#include "corpus.h"

int main(void)
{
    uint64_t state = 3;
    for (int i = 0; i < 80000000; i++) state = state * 3 + 1;
    show(state);
}
