// International atomic time, which is the realtime clock and a constant.
#include "corpus.h"

int main(void) { show(nanoseconds(CLOCK_TAI)); }
