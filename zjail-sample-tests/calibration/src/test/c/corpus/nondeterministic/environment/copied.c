// A copy of it, whose size is rounded up to a power of two.
#include "corpus.h"

int main(void)
{
    size_t bytes = 1, size = 64;
    for (char **entry = environ; *entry; entry++) bytes += strlen(*entry) + 1;
    while (size < bytes) size *= 2;
    printf("%zu bytes reserved\n", size);
}
