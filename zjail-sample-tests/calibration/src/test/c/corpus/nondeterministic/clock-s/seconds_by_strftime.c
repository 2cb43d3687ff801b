// strftime(3) can print the seconds itself.
#include "corpus.h"

int main(void)
{
    char text[32];
    time_t now = time(NULL);
    strftime(text, sizeof text, "%s", localtime(&now));
    puts(text);
}
