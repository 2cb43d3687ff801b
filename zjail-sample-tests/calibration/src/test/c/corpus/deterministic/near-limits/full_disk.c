//: tmpfs /tmp:64KiB
// Fills its temporary directory and handles the error.
#include "corpus.h"

int main(void)
{
    static char block[4096];
    int file = open("/tmp/big", O_CREAT | O_WRONLY, 0600), blocks = 0;
    while (write(file, block, sizeof block) == sizeof block) blocks++;
    printf("%s after %d blocks\n", strerror(errno), blocks > 0);
}
