//: policy threads
// The order in which elements end up on a stack without locks.
#include "corpus.h"

struct node {
    struct node *below;
    long value;
};
static struct node *top;
static void *work(void *number)
{
    for (long i = 0; i < 10; i++) {
        struct node *node = malloc(sizeof *node);
        node->value = (long)number * 10 + i;
        node->below = top;
        while (!__atomic_compare_exchange_n(&top, &node->below, node, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) {
        }
        burn(2000);
    }
    return NULL;
}
int main(void)
{
    in_threads(3, work);
    for (struct node *node = top; node; node = node->below) printf("%ld ", node->value);
    putchar('\n');
}
