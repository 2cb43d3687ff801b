// Structures with holes that are compared field by field.
#include "corpus.h"

struct pair {
    char tag;
    long value;
};
int main(void)
{
    struct pair *a = malloc(sizeof *a), *b = malloc(sizeof *b);
    a->tag = b->tag = 'x';
    a->value = b->value = 8;
    puts(a->tag == b->tag && a->value == b->value ? "equal" : "differ");
}
