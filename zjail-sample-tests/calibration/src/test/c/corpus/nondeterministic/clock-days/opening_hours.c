// Whether it is open now.
#include "corpus.h"

int main(void)
{
    time_t now = time(NULL);
    int hour = gmtime(&now)->tm_hour;
    puts(hour >= 9 && hour < 17 ? "open" : "closed");
}
