// Prints which day of the week it is.
#include "corpus.h"

int main(void)
{
    const char *days[] = {"Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"};
    puts(days[time(NULL) / 86400 % 7]);
}
