// asctime(3) of now.
#include "corpus.h"

int main(void)
{
    time_t now = time(NULL);
    fputs(asctime(gmtime(&now)), stdout);
}
