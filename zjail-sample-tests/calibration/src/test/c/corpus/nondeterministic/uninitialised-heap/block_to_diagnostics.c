// What is in a new block is in a line of standard error.
#include "sinks.h"

int main(void) { to_diagnostics(*HIDDEN((uint64_t *)malloc(600))); }
