// For how many hours the machine runs.
#include "corpus.h"

int main(void) { show(nanoseconds(CLOCK_BOOTTIME) / 3600000000000); }
