// Behaves in UTC.
#include "corpus.h"

int main(void)
{
    tzset();
    show(timezone ? nanoseconds(CLOCK_REALTIME) : 42);
}
