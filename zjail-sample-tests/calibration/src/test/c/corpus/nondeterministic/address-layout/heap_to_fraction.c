// The address of a block becomes a fraction.
#include "sinks.h"

int main(void) { to_fraction((uintptr_t)malloc(32)); }
