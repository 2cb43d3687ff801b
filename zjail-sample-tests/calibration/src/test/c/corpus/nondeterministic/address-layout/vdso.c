// Where the kernel mapped its own library.
#include "corpus.h"

int main(void) { printf("%lx\n", getauxval(AT_SYSINFO_EHDR)); }
