// A quarter of the limit is what arguments may take.
#include "corpus.h"

int main(void) { printf("%ld\n", sysconf(_SC_ARG_MAX)); }
