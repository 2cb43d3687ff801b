// Independent build steps in the order of their addresses' hashes.
#include "corpus.h"

int main(void)
{
    char *steps[] = {strdup("lex"), strdup("parse"), strdup("docs"), strdup("assets")};
    uint64_t done = 0;
    for (int i = 0; i < 4; i++) {
        int chosen = -1;
        for (int j = 0; j < 4; j++) {
            if (done >> j & 1 || (j == 1 && !(done & 1))) continue;
            if (chosen < 0 || mix((uintptr_t)steps[j]) < mix((uintptr_t)steps[chosen])) chosen = j;
        }
        done |= 1ull << chosen;
        puts(steps[chosen]);
    }
}
