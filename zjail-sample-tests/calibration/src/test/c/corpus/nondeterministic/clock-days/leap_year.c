// Whether this is a leap year.
#include "corpus.h"

int main(void)
{
    time_t now = time(NULL);
    int year = gmtime(&now)->tm_year + 1900;
    puts(year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? "leap year" : "common year");
}
