// A permutation that is always the same.
#include "corpus.h"

int main(void)
{
    char letters[] = "abcdefghijklmnopqrstuvwxyz";
    uint64_t state = 1;
    for (int i = 25; i > 0; i--) {
        int j = (int)(next(&state) % (unsigned)(i + 1));
        char kept = letters[i];
        letters[i] = letters[j];
        letters[j] = kept;
    }
    puts(letters);
}
