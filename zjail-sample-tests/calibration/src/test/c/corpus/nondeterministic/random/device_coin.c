// One bit of the device decides.
#include "corpus.h"

int main(void)
{
    unsigned char byte = 0;
    int device = open("/dev/random", O_RDONLY);
    if (read(device, &byte, 1) != 1) return 3;
    puts(byte & 1 ? "heads" : "tails");
}
