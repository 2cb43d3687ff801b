//: stdin 1 2 3
//: contrast 4 5
// A linked list.
#include "corpus.h"

struct node {
    struct node *next;
    int value;
};
int main(void)
{
    struct node *first = NULL;
    for (int value; scanf("%d", &value) == 1;) {
        struct node *node = malloc(sizeof *node);
        *node = (struct node){first, value};
        first = node;
    }
    for (; first; first = first->next) printf("%d\n", first->value);
}
