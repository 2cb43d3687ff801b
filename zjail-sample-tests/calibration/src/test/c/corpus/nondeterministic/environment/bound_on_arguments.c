// How much is left of the space for arguments.
#include "corpus.h"

int main(void)
{
    size_t bytes = 0;
    for (char **entry = environ; *entry; entry++) bytes += strlen(*entry) + 1 + sizeof(char *);
    printf("%zu bytes for arguments\n", (size_t)131072 - bytes);
}
