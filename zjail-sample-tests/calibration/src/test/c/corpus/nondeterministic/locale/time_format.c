// Chooses between 12 and 24 hours by the presence of a locale.
#include "corpus.h"

int main(void)
{
    const char *locale = getenv("LANG");
    puts(!locale || !strcmp(locale, "C") ? "12:30 PM" : "12:30");
}
