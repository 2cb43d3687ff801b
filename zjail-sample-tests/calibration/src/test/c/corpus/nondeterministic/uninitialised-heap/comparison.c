// Two equal records differ in their padding.
#include "corpus.h"

struct record {
    char tag;
    int value;
};
int main(void)
{
    struct record *one = HIDDEN(malloc(sizeof *one)), *other = HIDDEN(calloc(1, sizeof *other));
    one->tag = other->tag = 't';
    one->value = other->value = 9;
    puts(memcmp(HIDDEN(one), HIDDEN(other), sizeof *one) ? "differ" : "equal");
}
