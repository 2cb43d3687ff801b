// The prefix of a diagnostic.
#include "corpus.h"

int main(void)
{
    fprintf(stderr, "app[%d]: started\n", (int)getpid());
    puts("ok");
}
