//: memory 64
// Handles a refusal: one block is more than there is.
#include "corpus.h"

int main(void) { puts(malloc(200 << 20) ? "got it" : "no memory"); }
