//: env LEVEL=7
//: args 6
// An argument times a variable.
#include "corpus.h"

int main(int count, char **arguments)
{
    printf("%d\n", count > 1 ? atoi(arguments[1]) * atoi(getenv("LEVEL")) : 0);
}
