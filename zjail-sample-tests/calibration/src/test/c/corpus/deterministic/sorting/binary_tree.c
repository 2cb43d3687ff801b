// A search tree whose nodes are ordered by key.
#include "corpus.h"

static int compare(const void *a, const void *b) { return strcmp(a, b); }
static void visit(const void *node, VISIT order, int depth)
{
    (void)depth;
    if (order == postorder || order == leaf) puts(*(const char *const *)node);
}
int main(void)
{
    const char *words[] = {"pear", "apple", "fig", "plum", "kiwi"};
    void *root = NULL;
    for (int i = 0; i < 5; i++) tsearch(words[i], &root, compare);
    twalk(root, visit);
}
