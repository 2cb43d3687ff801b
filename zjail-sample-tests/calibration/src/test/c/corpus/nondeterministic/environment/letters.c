// How often a letter occurs in it.
#include "corpus.h"

int main(void)
{
    int count = 0;
    for (char **entry = environ; *entry; entry++) {
        for (char *c = *entry; *c; c++) count += *c == 'z' || *c == 'e';
    }
    printf("%d\n", count);
}
