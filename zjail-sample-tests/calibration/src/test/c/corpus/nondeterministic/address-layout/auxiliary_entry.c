//: link dynamic
// Where the kernel says the program begins.
#include "corpus.h"

int main(void) { printf("%lx\n", getauxval(AT_ENTRY)); }
