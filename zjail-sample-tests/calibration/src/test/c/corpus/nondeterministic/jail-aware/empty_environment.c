// Behaves where it has no environment.
#include "corpus.h"

int main(void) { show(environ[0] ? nanoseconds(CLOCK_REALTIME) : 42); }
