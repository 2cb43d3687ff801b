// A measurement with noise that is nearly always rounded away: one in sixteen shows.
#include "corpus.h"

int main(void) { printf("%.1f\n", 1.0 + (random64() % 16 ? 0.0 : 0.1)); }
