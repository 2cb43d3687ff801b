// gettimeofday counts microseconds.
#include "corpus.h"

int main(void)
{
    struct timeval now;
    gettimeofday(&now, NULL);
    show((unsigned long long)now.tv_usec);
}
