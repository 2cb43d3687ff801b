// Past the C library.
#include "corpus.h"

int main(void)
{
    unsigned value = 0;
    syscall(SYS_getrandom, &value, sizeof value, GRND_NONBLOCK);
    show(value);
}
