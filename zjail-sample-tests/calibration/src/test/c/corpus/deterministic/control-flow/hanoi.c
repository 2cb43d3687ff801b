// Recursion.
#include "corpus.h"

static void move(int count, char from, char to, char over)
{
    if (!count) return;
    move(count - 1, from, over, to);
    printf("%c%c ", from, to);
    move(count - 1, over, to, from);
}
int main(void) { move(6, 'a', 'c', 'b'); }
