// A backup that is overwritten every week.
#include "corpus.h"

int main(void)
{
    char text[32];
    time_t now = time(NULL);
    strftime(text, sizeof text, "backup-%a.tar", gmtime(&now));
    puts(text);
}
