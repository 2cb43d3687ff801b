// A dump of a list whose links are exclusive ors of addresses.
#include "corpus.h"

struct node {
    uintptr_t both;
    int value;
};
int main(void)
{
    struct node *nodes[3];
    for (int i = 0; i < 3; i++) nodes[i] = malloc(4096);
    nodes[0]->both = (uintptr_t)nodes[1];
    nodes[1]->both = (uintptr_t)nodes[0] ^ (uintptr_t)nodes[2];
    nodes[2]->both = (uintptr_t)nodes[1];
    for (int i = 0; i < 3; i++) printf("%lx ", (unsigned long)nodes[i]->both);
    putchar('\n');
}
