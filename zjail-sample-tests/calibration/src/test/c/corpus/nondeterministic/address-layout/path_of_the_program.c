// Where the kernel put the name of the program.
#include "corpus.h"

int main(void) { printf("%lx\n", getauxval(AT_EXECFN)); }
