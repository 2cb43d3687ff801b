// How large they are together.
#include "corpus.h"

int main(void)
{
    size_t bytes = 0;
    for (char **entry = environ; *entry; entry++) bytes += strlen(*entry) + 1;
    show(bytes);
}
