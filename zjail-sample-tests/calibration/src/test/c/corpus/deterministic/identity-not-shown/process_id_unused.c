// Asks for its process id and does not use it.
#include "corpus.h"

int main(void)
{
    volatile pid_t unused = getpid();
    (void)unused;
    puts("ready");
}
