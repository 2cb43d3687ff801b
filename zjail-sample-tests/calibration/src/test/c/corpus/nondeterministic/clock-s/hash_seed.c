// The bucket order of a table that is salted with the second.
#include "corpus.h"

int main(void)
{
    uint64_t salt = (uint64_t)time(NULL);
    for (uint64_t bucket = 0; bucket < 16; bucket++) {
        for (char key = 'a'; key <= 'f'; key++) {
            if (mix(salt ^ (uint64_t)key) % 16 == bucket) putchar(key);
        }
    }
    putchar('\n');
}
