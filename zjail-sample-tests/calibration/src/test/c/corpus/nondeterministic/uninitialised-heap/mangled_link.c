// A freed block holds a link that glibc mangled with its address.
#include "corpus.h"

int main(void)
{
    uint64_t *first = HIDDEN(malloc(40)), *second = HIDDEN(malloc(40));
    free(first);
    free(second);
    show(*(volatile uint64_t *)HIDDEN(second));
}
