//: link dynamic
// Where the loader was put.
#include "corpus.h"

int main(void) { printf("%lx\n", getauxval(AT_BASE)); }
