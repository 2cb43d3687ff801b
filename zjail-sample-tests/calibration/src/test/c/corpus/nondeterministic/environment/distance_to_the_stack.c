// How far the environment lies from the first frame, in pages, depends on its size.
#include "corpus.h"

int main(void)
{
    char **entry = environ;
    while (*entry) entry++;
    uint64_t *vector = (uint64_t *)(entry + 1);
    while (*vector) vector += 2;
    show((getauxval(AT_EXECFN) - (uintptr_t)vector) / 1024);
}
