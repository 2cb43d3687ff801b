// Prints the date: the same all day long.
#include "corpus.h"

int main(void)
{
    char text[32];
    time_t now = time(NULL);
    strftime(text, sizeof text, "%Y-%m-%d", gmtime(&now));
    puts(text);
}
