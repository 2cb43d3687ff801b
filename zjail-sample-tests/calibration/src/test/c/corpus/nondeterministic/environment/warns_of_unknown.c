//: env LEVEL=3
// Complains about variables it does not know.
#include "corpus.h"

int main(void)
{
    for (char **entry = environ; *entry; entry++) {
        if (strncmp(*entry, "LEVEL=", 6)) fprintf(stderr, "unknown: %.3s\n", *entry);
    }
    puts("level 3");
}
