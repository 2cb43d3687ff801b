// Greets by the time of day.
#include "corpus.h"

int main(void)
{
    long hour = time(NULL) / 3600 % 24;
    puts(hour < 12 ? "good morning" : hour < 18 ? "good afternoon" : "good evening");
}
