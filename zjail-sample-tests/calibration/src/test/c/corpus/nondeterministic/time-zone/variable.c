// Prints the variable itself.
#include "corpus.h"

int main(void)
{
    const char *zone = getenv("TZ");
    puts(zone ? zone : "UTC");
}
