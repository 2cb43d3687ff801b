//: env ZULU=1 ALPHA=2
// The first name in alphabetical order.
#include "corpus.h"

int main(void)
{
    char *first = environ[0];
    for (char **entry = environ; *entry; entry++) {
        if (strcmp(*entry, first) > 0) first = *entry;
    }
    printf("%.*s\n", (int)strcspn(first, "="), first);
}
