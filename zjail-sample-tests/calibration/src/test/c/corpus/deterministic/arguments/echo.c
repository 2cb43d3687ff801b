//: args one two three
// Prints its arguments.
#include "corpus.h"

int main(int count, char **arguments)
{
    for (int i = 1; i < count; i++) puts(arguments[i]);
}
