// How far the stack lies above the mappings.
#include "corpus.h"

int main(void)
{
    char local;
    show((uintptr_t)HIDDEN(&local) - (uintptr_t)malloc(1 << 22));
}
