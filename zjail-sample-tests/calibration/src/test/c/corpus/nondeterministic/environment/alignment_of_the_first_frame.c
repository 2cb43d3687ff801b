// Without random addresses, the offset of the stack in its page is that of the environment's size.
#include "corpus.h"

int main(void)
{
    char local;
    puts(((uintptr_t)HIDDEN(&local) >> 4 & 1) ? "odd" : "even");
}
