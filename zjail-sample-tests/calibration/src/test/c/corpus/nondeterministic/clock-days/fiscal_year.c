// A year that begins in October.
#include "corpus.h"

int main(void)
{
    time_t now = time(NULL);
    struct tm day = *gmtime(&now);
    printf("FY%d\n", day.tm_year + 1900 + (day.tm_mon >= 9));
}
