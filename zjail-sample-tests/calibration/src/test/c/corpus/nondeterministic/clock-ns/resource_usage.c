// The user and system time of getrusage.
#include "corpus.h"

int main(void)
{
    struct rusage used;
    burn(2000000);
    getrusage(RUSAGE_SELF, &used);
    printf("%ld us user, %ld us system\n", used.ru_utime.tv_usec, used.ru_stime.tv_usec);
}
