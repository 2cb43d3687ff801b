// Writes where nothing is.
#include "corpus.h"

int main(void) { *HIDDEN((volatile int *)0) = 1; }
