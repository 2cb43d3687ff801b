// Its process id.
#include "corpus.h"

int main(void) { printf("%d\n", (int)getpid()); }
