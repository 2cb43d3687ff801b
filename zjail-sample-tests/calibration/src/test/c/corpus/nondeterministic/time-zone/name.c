// The name of the zone.
#include "corpus.h"

int main(void)
{
    tzset();
    puts(tzname[0]);
}
