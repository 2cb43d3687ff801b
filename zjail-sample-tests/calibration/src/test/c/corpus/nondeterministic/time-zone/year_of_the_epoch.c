// At the turn of the year the zone decides on the year.
#include "corpus.h"

int main(void)
{
    time_t zero = 0;
    printf("%d\n", localtime(&zero)->tm_year + 1900);
}
