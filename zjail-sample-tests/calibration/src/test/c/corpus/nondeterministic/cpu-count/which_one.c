//: allow getcpu
// On which CPU it is.
#include "corpus.h"

int main(void) { printf("%d\n", sched_getcpu()); }
