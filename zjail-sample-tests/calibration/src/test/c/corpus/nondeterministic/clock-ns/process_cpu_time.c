// The CPU time that a process has used by its first line is never twice the same.
#include "corpus.h"

int main(void) { show(nanoseconds(CLOCK_PROCESS_CPUTIME_ID)); }
