// The address of a block chooses one of 26 answers.
#include "sinks.h"

int main(void) { to_letter((uintptr_t)malloc(32)); }
