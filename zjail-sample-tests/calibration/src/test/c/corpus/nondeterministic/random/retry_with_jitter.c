// The delays of a client that waits a random time before it tries again.
#include "corpus.h"

int main(void)
{
    uint64_t delay = 100;
    for (int i = 0; i < 4; i++, delay *= 2) printf("retry in %llu ms\n", (unsigned long long)(delay / 2 + random64() % delay));
}
