// A certificate that is valid for an hour from now on.
#include "corpus.h"

int main(void) { printf("{\"exp\":%ld}\n", (long)time(NULL) + 3600); }
