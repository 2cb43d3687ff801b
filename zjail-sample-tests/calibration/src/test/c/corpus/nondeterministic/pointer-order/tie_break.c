// Equal elements are ordered by bits of their addresses.
#include "corpus.h"

struct item {
    int score;
    char name;
};
static int compare(const void *a, const void *b)
{
    const struct item *x = *(struct item *const *)a, *y = *(struct item *const *)b;
    if (x->score != y->score) return x->score - y->score;
    uint64_t p = mix((uintptr_t)x), q = mix((uintptr_t)y);
    return (p > q) - (p < q);
}
int main(void)
{
    struct item *items[9];
    for (int i = 0; i < 9; i++) {
        items[i] = malloc(sizeof **items);
        *items[i] = (struct item){i / 3, (char)('A' + i)};
    }
    qsort(items, 9, sizeof *items, compare);
    for (int i = 0; i < 9; i++) putchar(items[i]->name);
    putchar('\n');
}
