// What is in a new block goes through a pipe.
#include "sinks.h"

int main(void) { to_pipe(*HIDDEN((uint64_t *)malloc(600))); }
