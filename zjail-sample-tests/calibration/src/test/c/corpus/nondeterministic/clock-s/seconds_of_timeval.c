// The whole seconds of a finer clock.
#include "corpus.h"

int main(void)
{
    struct timeval now;
    gettimeofday(&now, NULL);
    printf("%ld\n", (long)now.tv_sec);
}
