// Half a day earlier or later it may be another day.
#include "corpus.h"

int main(void)
{
    char text[32];
    time_t noon = 43200 - 600;
    strftime(text, sizeof text, "%A", localtime(&noon));
    puts(text);
}
