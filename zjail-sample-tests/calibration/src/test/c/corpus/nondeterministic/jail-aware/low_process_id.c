// Behaves where it is one of the first processes.
#include "corpus.h"

int main(void) { show(getpid() > 50 ? random64() : 42); }
