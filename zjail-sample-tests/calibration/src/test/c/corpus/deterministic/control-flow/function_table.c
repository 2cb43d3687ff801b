// Calls through pointers that are never printed.
#include "corpus.h"

static int add(int a, int b) { return a + b; }
static int subtract(int a, int b) { return a - b; }
static int multiply(int a, int b) { return a * b; }
int main(void)
{
    int (*table[])(int, int) = {add, subtract, multiply};
    for (int i = 0; i < 3; i++) printf("%d\n", HIDDEN(table[i])(9, 4));
}
