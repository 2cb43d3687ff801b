// Behaves on more than one CPU.
#include "corpus.h"

int main(void) { show(get_nprocs() > 1 ? 42 : random64()); }
