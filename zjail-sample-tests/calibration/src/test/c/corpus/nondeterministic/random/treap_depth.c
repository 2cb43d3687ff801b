// The depth of a search tree with random priorities.
#include "corpus.h"

static int depth(const uint64_t *priorities, int from, int to)
{
    if (from >= to) return 0;
    int top = from;
    for (int i = from; i < to; i++) {
        if (priorities[i] > priorities[top]) top = i;
    }
    int left = depth(priorities, from, top), right = depth(priorities, top + 1, to);
    return 1 + (left > right ? left : right);
}
int main(void)
{
    uint64_t priorities[200];
    getrandom(priorities, 256, 0);
    for (int i = 32; i < 200; i++) priorities[i] = mix(priorities[i - 32]);
    printf("depth %d\n", depth(priorities, 0, 200));
}
