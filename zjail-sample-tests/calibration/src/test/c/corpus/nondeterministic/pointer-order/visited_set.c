// The order in which a graph is walked comes from a set of pointers.
#include "corpus.h"

struct node {
    int id;
    struct node *next[2];
};
int main(void)
{
    struct node *nodes[8], *work[64];
    uint64_t count = 0;
    bool seen[8] = {false};
    for (int i = 0; i < 8; i++) nodes[i] = malloc(sizeof **nodes);
    for (int i = 0; i < 8; i++) *nodes[i] = (struct node){i, {nodes[(2 * i + 1) % 8], nodes[(2 * i + 2) % 8]}};
    work[count++] = nodes[0];
    while (count) {
        uint64_t best = 0;
        for (uint64_t i = 1; i < count; i++) {
            if (mix((uintptr_t)work[i]) < mix((uintptr_t)work[best])) best = i;
        }
        struct node *node = work[best];
        work[best] = work[--count];
        if (seen[node->id]) continue;
        seen[node->id] = true;
        printf("%d ", node->id);
        work[count++] = node->next[0];
        work[count++] = node->next[1];
    }
    putchar('\n');
}
