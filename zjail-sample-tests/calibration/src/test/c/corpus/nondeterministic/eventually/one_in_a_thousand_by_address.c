//: chance 1000
// The same by a heap address: a collision that is rare.
#include "corpus.h"

int main(void) { puts(mix((uintptr_t)malloc(64)) % 1000 ? "ok" : "collision"); }
