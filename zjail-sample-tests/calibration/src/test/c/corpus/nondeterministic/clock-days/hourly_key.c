// A key that changes every hour.
#include "corpus.h"

int main(void) { printf("%08x\n", (unsigned)mix((uint64_t)time(NULL) / 3600)); }
