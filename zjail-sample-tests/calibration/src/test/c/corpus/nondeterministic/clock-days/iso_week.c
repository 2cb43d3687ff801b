// The week of the year.
#include "corpus.h"

int main(void)
{
    char text[32];
    time_t now = time(NULL);
    strftime(text, sizeof text, "%G-W%V", gmtime(&now));
    puts(text);
}
