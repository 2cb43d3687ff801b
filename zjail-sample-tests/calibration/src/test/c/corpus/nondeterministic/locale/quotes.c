// Quotes with typographic quotes where the locale is said to have them.
#include "corpus.h"

int main(void)
{
    const char *locale = getenv("LANG");
    bool wide = locale && strstr(locale, "UTF-8");
    printf("%sfile%s not found\n", wide ? "\xe2\x80\x98" : "'", wide ? "\xe2\x80\x99" : "'");
}
