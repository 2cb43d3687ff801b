// A cache sized by what is free.
#include "corpus.h"

int main(void) { printf("cache of %ld pages\n", sysconf(_SC_AVPHYS_PAGES) / 100); }
