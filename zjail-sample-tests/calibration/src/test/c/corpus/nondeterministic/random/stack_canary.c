// The canary of the stack protector is drawn anew for each process.
#include "corpus.h"

int main(void)
{
    uint64_t canary;
    __asm__("mov %%fs:0x28, %0" : "=r"(canary));
    printf("%016llx\n", (unsigned long long)canary);
}
