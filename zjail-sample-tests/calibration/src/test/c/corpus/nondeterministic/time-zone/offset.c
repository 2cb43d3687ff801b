// How far the zone is west of Greenwich.
#include "corpus.h"

int main(void)
{
    tzset();
    printf("%ld\n", timezone);
}
