//: stdin a1
//: contrast a2
// Looks at no more than the first byte, which is the same.
#include "corpus.h"

int main(void) { printf("%c\n", getchar()); }
