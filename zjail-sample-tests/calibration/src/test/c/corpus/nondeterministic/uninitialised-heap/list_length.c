// A list that ends where the next pointer happens to be NULL.
#include "corpus.h"

struct node {
    struct node *next;
    int value;
};
int main(void)
{
    struct node *first = HIDDEN(malloc(sizeof *first));
    first->value = 1;
    puts(HIDDEN(first)->next ? "a list of several" : "a list of one");
}
