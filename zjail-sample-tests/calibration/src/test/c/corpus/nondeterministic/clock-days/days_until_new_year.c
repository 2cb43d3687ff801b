// Counts down to the end of the year.
#include "corpus.h"

int main(void)
{
    time_t now = time(NULL);
    printf("%d days\n", 365 - gmtime(&now)->tm_yday);
}
