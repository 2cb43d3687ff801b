//: link dynamic
// A pointer into the tables of the C library.
#include "corpus.h"

int main(void) { printf("%p\n", (const void *)localeconv()); }
