// A library that opens the device of random bytes when it is loaded, for whoever may want a name later: nobody does.
#include "corpus.h"

static int device;
__attribute__((constructor)) static void begin(void) { device = open("/dev/urandom", O_RDONLY | O_CLOEXEC); }

int main(void)
{
    unsigned sum = 0;
    for (unsigned i = 1; i < 1000; i++) sum = sum * 31 + i;
    printf("%s %u\n", device < 0 ? "no device" : "ready", sum);
}
