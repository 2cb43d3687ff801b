//: stdin data
//: contrast other
// Says nothing, whatever it is fed.
#include "corpus.h"

int main(void) { return 0; }
