// Equal scores are ordered by chance.
#include "corpus.h"

int main(void)
{
    const char *names[] = {"north", "east", "south", "west"};
    uint64_t first = random64() % 4;
    for (uint64_t i = 0; i < 4; i++) printf("%llu. %s\n", (unsigned long long)i + 1, names[(first + i) % 4]);
}
