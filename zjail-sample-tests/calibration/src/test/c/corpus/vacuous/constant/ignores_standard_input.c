//: stdin 1 2 3
//: contrast 4 5 6
// Does not read.
#include "corpus.h"

int main(void) { puts("6"); }
