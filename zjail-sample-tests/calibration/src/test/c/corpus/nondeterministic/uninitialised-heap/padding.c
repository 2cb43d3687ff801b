// The padding of a structure is written to the output.
#include "corpus.h"

struct padded {
    char kind;
    long value;
};
int main(void)
{
    struct padded *one = HIDDEN(malloc(sizeof *one));
    one->kind = 'k';
    one->value = 5;
    fwrite(HIDDEN(one), sizeof *one, 1, stdout);
}
