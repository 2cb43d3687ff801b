// The members of an object, in the order of the hashes of their names' addresses.
#include "corpus.h"

int main(void)
{
    const char *names[] = {strdup("id"), strdup("name"), strdup("age"), strdup("tags")};
    unsigned done = 0;
    putchar('{');
    for (int i = 0; i < 4; i++) {
        int chosen = -1;
        for (int j = 0; j < 4; j++) {
            if (!(done >> j & 1) && (chosen < 0 || mix((uintptr_t)names[j]) > mix((uintptr_t)names[chosen]))) chosen = j;
        }
        done |= 1u << chosen;
        printf("\"%s\":null%s", names[chosen], i < 3 ? "," : "}\n");
    }
}
