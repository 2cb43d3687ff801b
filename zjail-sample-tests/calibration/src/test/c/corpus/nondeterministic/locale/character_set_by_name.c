// Guesses the character set from the variables, as programs without locale support do.
#include "corpus.h"

int main(void)
{
    const char *name = getenv("LC_ALL");
    if (!name || !*name) name = getenv("LC_CTYPE");
    if (!name || !*name) name = getenv("LANG");
    puts(name && strcasestr(name, "utf") ? "\xe2\x9c\x93" : "OK");
}
