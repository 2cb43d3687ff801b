// How far the first frame lies from the arguments differs by a random amount.
#include "corpus.h"

int main(int count, char **arguments)
{
    char local;
    (void)count;
    show((uintptr_t)arguments[0] - (uintptr_t)HIDDEN(&local));
}
