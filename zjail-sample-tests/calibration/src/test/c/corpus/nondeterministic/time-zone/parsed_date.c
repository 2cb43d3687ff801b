//: stdin 2020 6 1\n
//: contrast 1999 12 31\n
// The instant at which a day began.
#include "corpus.h"

int main(void)
{
    struct tm day = {.tm_isdst = -1};
    if (scanf("%d %d %d", &day.tm_year, &day.tm_mon, &day.tm_mday) != 3) return 1;
    day.tm_year -= 1900;
    day.tm_mon--;
    printf("%ld\n", (long)mktime(&day));
}
