//: exit 3
// A status that the test declares.
#include "corpus.h"

int main(void) { return 3; }
