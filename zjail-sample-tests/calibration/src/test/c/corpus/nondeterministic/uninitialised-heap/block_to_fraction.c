// What is in a new block becomes a fraction.
#include "sinks.h"

int main(void) { to_fraction(*HIDDEN((uint64_t *)malloc(600))); }
