//: stdin broken
//: contrast right
//: exit 1
// One that refuses everything.
#include "corpus.h"

int main(void) { return 1; }
