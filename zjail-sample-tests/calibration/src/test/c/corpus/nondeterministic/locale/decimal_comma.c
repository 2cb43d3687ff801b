// Has its own list of countries with a decimal comma.
#include "corpus.h"

int main(void)
{
    const char *locale = getenv("LC_ALL");
    bool comma = locale && (!strncmp(locale, "de", 2) || !strncmp(locale, "fr", 2));
    printf("3%c14\n", comma ? ',' : '.');
}
