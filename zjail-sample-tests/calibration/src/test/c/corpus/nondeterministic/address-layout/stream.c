//: link dynamic
// A handle is a pointer, and is printed as if it were a number.
#include "corpus.h"

int main(void) { printf("stream %ld\n", (long)stdout); }
