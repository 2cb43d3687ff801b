//: exit 0 1
// Tells by its status whether it runs in UTC.
#include "corpus.h"

int main(void)
{
    tzset();
    return timezone != 0;
}
