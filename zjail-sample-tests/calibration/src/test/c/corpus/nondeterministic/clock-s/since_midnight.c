// Seconds since midnight.
#include "corpus.h"

int main(void) { printf("%ld\n", (long)(time(NULL) % 86400)); }
