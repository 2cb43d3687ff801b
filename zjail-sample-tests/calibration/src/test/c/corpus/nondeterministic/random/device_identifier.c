// An identifier of eight bytes of the device.
#include "corpus.h"

int main(void)
{
    unsigned char bytes[8] = {0};
    FILE *device = fopen("/dev/urandom", "r");
    if (!device || fread(bytes, sizeof bytes, 1, device) != 1) return 3;
    for (size_t i = 0; i < sizeof bytes; i++) printf("%02x", bytes[i]);
    putchar('\n');
}
