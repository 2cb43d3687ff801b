// How the stack happens to be aligned decides which loop runs.
#include "corpus.h"

int main(void)
{
    char local;
    puts(((uintptr_t)HIDDEN(&local) & 0x3f) < 0x20 ? "aligned path" : "unaligned path");
}
