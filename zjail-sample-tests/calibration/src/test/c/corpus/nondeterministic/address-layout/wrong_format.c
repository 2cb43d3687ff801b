// A string is printed as a number by mistake.
#include "corpus.h"

int main(void)
{
    char *word = strdup("word");
    printf("length of word: %u\n", (unsigned)(uintptr_t)word);
}
