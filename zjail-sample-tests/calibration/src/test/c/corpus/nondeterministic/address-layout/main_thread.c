//: link dynamic
// The handle of the main thread.
#include "corpus.h"

int main(void) { printf("%lx\n", (unsigned long)pthread_self()); }
