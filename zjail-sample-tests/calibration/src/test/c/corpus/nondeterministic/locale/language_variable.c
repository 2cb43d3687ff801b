// Greets in the language of LANG.
#include "corpus.h"

int main(void)
{
    const char *language = getenv("LANG");
    puts(language && !strncmp(language, "de", 2) ? "Guten Tag" : "Good day");
}
