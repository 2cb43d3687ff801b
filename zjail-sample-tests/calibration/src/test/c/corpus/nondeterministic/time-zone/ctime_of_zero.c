// The beginning of time, in local time.
#include "corpus.h"

int main(void)
{
    time_t zero = 0;
    fputs(ctime(&zero), stdout);
}
