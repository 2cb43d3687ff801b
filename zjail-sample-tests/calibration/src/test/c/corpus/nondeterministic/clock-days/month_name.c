// Prints the month.
#include "corpus.h"

int main(void)
{
    struct timeval now;
    char text[32];
    gettimeofday(&now, NULL);
    strftime(text, sizeof text, "%B", gmtime(&now.tv_sec));
    puts(text);
}
