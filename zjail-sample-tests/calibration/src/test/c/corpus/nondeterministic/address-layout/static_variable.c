//: link dynamic
// A pointer to a variable that is not on the heap.
#include "corpus.h"

static int counter;
int main(void) { printf("counter@%lx\n", (unsigned long)HIDDEN(&counter)); }
