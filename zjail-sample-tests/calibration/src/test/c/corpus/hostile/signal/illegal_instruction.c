// Runs into an instruction there is none of.
#include "corpus.h"

int main(void) { __builtin_trap(); }
