// A deadline of an hour, behind a CPU limit of seconds.
#include "corpus.h"

int main(void)
{
    time_t end = time(NULL) + 3600;
    long sum = 0;
    for (int i = 0; i < 1000 && time(NULL) < end; i++) sum += i;
    printf("%ld\n", sum);
}
