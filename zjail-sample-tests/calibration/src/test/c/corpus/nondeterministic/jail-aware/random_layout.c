// Behaves unless it seems to be debugged: debuggers switch random addresses off.
#include "corpus.h"

int main(void)
{
    char local;
    show((uintptr_t)HIDDEN(&local) >> 24 == 0x7fffff ? random64() : 42);
}
