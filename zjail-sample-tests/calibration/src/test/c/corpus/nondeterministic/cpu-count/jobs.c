// How many jobs it would run at once.
#include "corpus.h"

int main(void) { printf("make -j%d\n", get_nprocs() + 1); }
