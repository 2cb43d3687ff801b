//: link dynamic
// va_arg reads one argument more than was given.
#include "corpus.h"

static NOINLINE unsigned long last(int count, ...)
{
    unsigned long value = 0;
    va_list rest;
    va_start(rest, count);
    for (int i = 0; i < 24; i++) value ^= va_arg(rest, unsigned long);
    va_end(rest);
    return value;
}
int main(void) { printf("%lu\n", last(1, 5ul)); }
