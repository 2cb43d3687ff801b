// A reentrant generator, one word of the dictionary.
#include "corpus.h"

int main(void)
{
    const char *words[] = {"ash", "birch", "cedar", "elm", "fir", "hazel", "larch", "oak"};
    unsigned seed = (unsigned)time(NULL);
    for (int i = 0; i < 5; i++) puts(words[rand_r(&seed) % 8]);
}
