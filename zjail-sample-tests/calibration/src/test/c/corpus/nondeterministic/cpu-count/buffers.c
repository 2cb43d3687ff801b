// A pool with buffers for each CPU.
#include "corpus.h"

int main(void) { printf("pool of %ld KiB\n", 64 * sysconf(_SC_NPROCESSORS_ONLN)); }
