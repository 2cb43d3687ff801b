// How the same instant differs in two calendars.
#include "corpus.h"

int main(void)
{
    time_t instant = 500000000;
    struct tm utc = *gmtime(&instant);
    printf("%g hours\n", difftime(instant, mktime(&utc)) / 3600);
}
