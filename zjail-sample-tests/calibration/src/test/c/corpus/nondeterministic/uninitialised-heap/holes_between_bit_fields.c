// Bits of a word that belong to no field.
#include "corpus.h"

struct flags {
    unsigned ready : 1, : 6, kind : 3, : 10, last : 1;
};
int main(void)
{
    struct flags *flags = HIDDEN(malloc(sizeof *flags));
    flags->ready = 1;
    flags->kind = 2;
    flags->last = 0;
    show(*(unsigned *)HIDDEN(flags));
}
