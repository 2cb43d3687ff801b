//: exit 0 1
// Refuses to run when there is more than a few hundred bytes.
#include "corpus.h"

int main(void)
{
    size_t bytes = 0;
    for (char **entry = environ; *entry; entry++) bytes += strlen(*entry);
    return bytes > 400;
}
