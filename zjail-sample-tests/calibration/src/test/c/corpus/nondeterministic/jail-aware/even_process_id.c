// Behaves as process 2.
#include "corpus.h"

int main(void) { printf("%d\n", getpid() == 2 ? 7 : (int)(random64() % 100)); }
