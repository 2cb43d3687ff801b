// An arena that is freed at once.
#include "corpus.h"

int main(void)
{
    char *arena = malloc(1 << 16), *at = arena;
    char *words[100];
    for (int i = 0; i < 100; i++) {
        words[i] = at;
        at += sprintf(at, "word%d", i) + 1;
    }
    for (int i = 99; i >= 0; i -= 9) puts(words[i]);
    free(arena);
}
