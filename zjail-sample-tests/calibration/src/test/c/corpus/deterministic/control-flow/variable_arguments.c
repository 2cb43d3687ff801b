// A function with any number of arguments.
#include "corpus.h"

static int sum(int count, ...)
{
    int total = 0;
    va_list rest;
    va_start(rest, count);
    while (count--) total += va_arg(rest, int);
    va_end(rest);
    return total;
}
int main(void) { printf("%d %d\n", sum(3, 1, 2, 3), sum(5, 1, 1, 1, 1, 1)); }
