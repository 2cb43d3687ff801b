//: env FIRST=1 SECOND=2
// Prints all of them.
#include "corpus.h"

int main(void)
{
    for (char **entry = environ; *entry; entry++) puts(*entry);
}
