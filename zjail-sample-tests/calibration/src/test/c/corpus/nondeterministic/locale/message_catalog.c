// The name of the catalog it would open.
#include "corpus.h"

int main(void)
{
    const char *locale = getenv("LC_ALL");
    printf("/usr/share/locale/%.2s/LC_MESSAGES/app.mo\n", locale && strlen(locale) > 1 ? locale : "en");
}
