// What is in a new block is the width of a field.
#include "sinks.h"

int main(void) { to_width(*HIDDEN((uint64_t *)malloc(600))); }
