// Random bytes of the kernel.
#include "corpus.h"

int main(void) { show(random64()); }
