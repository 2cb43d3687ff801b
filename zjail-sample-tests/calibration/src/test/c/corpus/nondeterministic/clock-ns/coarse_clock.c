// The clock of the last tick, some milliseconds old.
#include "corpus.h"

int main(void) { show(nanoseconds(CLOCK_REALTIME_COARSE)); }
