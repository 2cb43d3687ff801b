// A permutation that depends on where the stack is.
#include "corpus.h"

int main(void)
{
    char letters[] = "abcdefgh";
    uint64_t state = (uintptr_t)letters;
    for (int i = 7; i > 0; i--) {
        int j = (int)(next(&state) % (unsigned)(i + 1));
        char kept = letters[i];
        letters[i] = letters[j];
        letters[j] = kept;
    }
    puts(letters);
}
