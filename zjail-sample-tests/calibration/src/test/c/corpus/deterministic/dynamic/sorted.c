//: link dynamic
// qsort(3) of the shared library, of strings by content.
#include "corpus.h"

static int compare(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }
int main(void)
{
    char *words[] = {"pear", "apple", "fig"};
    qsort(words, 3, sizeof *words, compare);
    for (int i = 0; i < 3; i++) puts(words[i]);
}
