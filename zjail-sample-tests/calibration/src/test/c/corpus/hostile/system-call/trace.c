// Traces.
#include "corpus.h"

int main(void)
{
    ptrace(PTRACE_TRACEME, 0, NULL, NULL);
    puts("traced");
}
