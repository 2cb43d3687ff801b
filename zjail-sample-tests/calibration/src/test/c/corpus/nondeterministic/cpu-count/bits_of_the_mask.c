// The mask itself, raw from the kernel.
#include "corpus.h"

int main(void)
{
    unsigned char mask[1024] = {0};
    syscall(SYS_sched_getaffinity, 0, sizeof mask, mask);
    for (int i = 7; i >= 0; i--) printf("%02x", mask[i]);
    putchar('\n');
}
