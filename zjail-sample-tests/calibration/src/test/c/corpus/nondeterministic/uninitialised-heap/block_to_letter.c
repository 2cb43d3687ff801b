// What is in a new block chooses one of 26 answers.
#include "sinks.h"

int main(void) { to_letter(*HIDDEN((uint64_t *)malloc(600))); }
