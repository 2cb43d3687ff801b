//: args a b c
//: exit 3
// As the status.
#include "corpus.h"

int main(int count, char **arguments)
{
    (void)arguments;
    return count - 1;
}
