// Interned strings are compared by pointer, modulo a prime.
#include "corpus.h"

int main(void)
{
    const char *texts[] = {"if", "else", "while", "for", "do"};
    char *interned[5];
    for (int i = 0; i < 5; i++) interned[i] = strdup(texts[i]);
    for (unsigned rest = 0; rest < 11; rest++) {
        for (int i = 0; i < 5; i++) {
            if ((uintptr_t)interned[i] / 8 % 11 == rest) puts(interned[i]);
        }
    }
}
