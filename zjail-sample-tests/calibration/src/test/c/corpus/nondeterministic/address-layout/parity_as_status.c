//: exit 0 1
// One bit of a heap address is the status.
#include "corpus.h"

int main(void) { return (int)((uintptr_t)malloc(1) >> 12 & 1); }
