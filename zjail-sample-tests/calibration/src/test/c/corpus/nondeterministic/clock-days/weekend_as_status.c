//: exit 0 1
// Fails at weekends.
#include "corpus.h"

int main(void)
{
    time_t now = time(NULL);
    return gmtime(&now)->tm_wday % 6 == 0;
}
