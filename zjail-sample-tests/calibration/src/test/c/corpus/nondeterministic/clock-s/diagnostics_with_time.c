// The time is only in standard error.
#include "corpus.h"

int main(void)
{
    fprintf(stderr, "[%ld] started\n", (long)time(NULL));
    puts("result 42");
}
