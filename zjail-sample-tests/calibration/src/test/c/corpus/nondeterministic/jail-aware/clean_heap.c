// Behaves where the heap is all zeros, as it is in a process that is observed from its start.
#include "corpus.h"

int main(void)
{
    unsigned *block = HIDDEN(malloc(64));
    show(block[8] ? nanoseconds(CLOCK_MONOTONIC) : 42);
}
