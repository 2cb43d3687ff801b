//: link dynamic
// A freed large block links to the allocator's own data, which lies in the library.
#include "corpus.h"

int main(void)
{
    uint64_t *large = HIDDEN(malloc(3000));
    HIDDEN(malloc(16));
    free(large);
    show(*HIDDEN((uint64_t *)malloc(3000)));
}
