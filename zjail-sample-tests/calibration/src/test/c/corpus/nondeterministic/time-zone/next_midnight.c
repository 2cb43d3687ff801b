// How many seconds are left of a fixed day.
#include "corpus.h"

int main(void)
{
    time_t instant = 1700000000;
    struct tm day = *localtime(&instant);
    day.tm_mday++;
    day.tm_hour = day.tm_min = day.tm_sec = 0;
    printf("%ld\n", (long)(mktime(&day) - instant));
}
