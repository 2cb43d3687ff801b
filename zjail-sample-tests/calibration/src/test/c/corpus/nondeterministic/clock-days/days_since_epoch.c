// Counts days.
#include "corpus.h"

int main(void) { show(nanoseconds(CLOCK_REALTIME) / 86400000000000); }
