// A password that changes every half minute, as RFC 6238 counts.
#include "corpus.h"

int main(void) { printf("%06llu\n", (unsigned long long)(mix((uint64_t)time(NULL) / 30 ^ 0x5eed) % 1000000)); }
