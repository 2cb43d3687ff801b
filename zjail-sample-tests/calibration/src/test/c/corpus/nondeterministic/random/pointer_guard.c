// So is the value with which glibc mangles pointers.
#include "corpus.h"

int main(void)
{
    uint64_t guard;
    __asm__("mov %%fs:0x30, %0" : "=r"(guard));
    printf("%016llx\n", (unsigned long long)guard);
}
