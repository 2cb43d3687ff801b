// Prints nothing and succeeds.
#include "corpus.h"

int main(void) { return 0; }
