// Randomness only among the diagnostics.
#include "corpus.h"

int main(void)
{
    puts("ok");
    fprintf(stderr, "request %08x\n", (unsigned)random64());
}
