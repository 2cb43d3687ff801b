// The same as most programs ask it.
#include "corpus.h"

int main(void) { printf("%ld\n", sysconf(_SC_NPROCESSORS_ONLN)); }
