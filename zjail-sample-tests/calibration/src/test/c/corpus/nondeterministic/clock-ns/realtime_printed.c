// The nanoseconds of the day are the output.
#include "corpus.h"

int main(void) { show(nanoseconds(CLOCK_REALTIME)); }
