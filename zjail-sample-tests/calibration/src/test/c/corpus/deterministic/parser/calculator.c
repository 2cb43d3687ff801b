//: stdin 2*(3+4)-5
//: contrast 1+1
// Recursive descent.
#include "corpus.h"

static char *at;
static long sum(void);
static long factor(void)
{
    if (*at != '(') return strtol(at, &at, 10);
    at++;
    long value = sum();
    at++;
    return value;
}
static long product(void)
{
    long value = factor();
    while (*at == '*') at++, value *= factor();
    return value;
}
static long sum(void)
{
    long value = product();
    while (*at == '+' || *at == '-') value += *at++ == '+' ? product() : -product();
    return value;
}
int main(void)
{
    at = input(NULL);
    printf("%ld\n", sum());
}
