//: chance 20
//: policy threads
// A stack without locks and without a guard against reuse loses elements now and then.
#include "corpus.h"

struct node {
    struct node *below;
};
static struct node nodes[4], *top;
static void push(struct node *node)
{
    node->below = top;
    while (!__atomic_compare_exchange_n(&top, &node->below, node, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) {
    }
}
static struct node *pop(void)
{
    struct node *node = top;
    while (node && !__atomic_compare_exchange_n(&top, &node, node->below, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) {
    }
    return node;
}
static void *work(void *unused)
{
    for (int i = 0; i < 60; i++) {
        struct node *one = pop(), *other = pop();
        if (one) push(one);
        if (other) push(other);
    }
    return unused;
}
int main(void)
{
    int count = 0;
    for (int i = 0; i < 4; i++) push(&nodes[i]);
    in_threads(2, work);
    while (count < 5 && pop()) count++;
    printf("%d\n", count);
}
