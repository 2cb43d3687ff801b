// The offset of the stack in its page.
#include "corpus.h"

int main(void)
{
    char local;
    show((uintptr_t)HIDDEN(&local) & 0xfff);
}
