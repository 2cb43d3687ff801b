// The name of the file that is written today.
#include "corpus.h"

int main(void)
{
    char text[64];
    time_t now = time(NULL);
    strftime(text, sizeof text, "service-%Y%m%d.log", gmtime(&now));
    puts(text);
}
