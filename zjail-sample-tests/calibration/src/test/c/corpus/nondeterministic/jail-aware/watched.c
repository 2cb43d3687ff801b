// Behaves where there is no vDSO, as under some tracers.
#include "corpus.h"

int main(void) { show(getauxval(AT_SYSINFO_EHDR) ? nanoseconds(CLOCK_REALTIME) : 42); }
