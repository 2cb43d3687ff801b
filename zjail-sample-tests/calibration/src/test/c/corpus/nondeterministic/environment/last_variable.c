//: env LAST=1
// Whatever comes last.
#include "corpus.h"

int main(void)
{
    char **entry = environ;
    while (entry[1]) entry++;
    puts(*entry);
}
