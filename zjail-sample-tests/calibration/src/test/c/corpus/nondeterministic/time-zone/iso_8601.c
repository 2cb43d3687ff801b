// An instant with its offset.
#include "corpus.h"

int main(void)
{
    char text[64];
    time_t instant = 86400 * 365;
    strftime(text, sizeof text, "%FT%T%z", localtime(&instant));
    puts(text);
}
