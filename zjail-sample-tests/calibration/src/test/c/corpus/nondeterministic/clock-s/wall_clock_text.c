// Hours, minutes and seconds as text.
#include "corpus.h"

int main(void)
{
    char text[32];
    time_t now = time(NULL);
    strftime(text, sizeof text, "%H:%M:%S", gmtime(&now));
    puts(text);
}
