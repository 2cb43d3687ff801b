//: exit 0 1
// A locale that is missing makes it fail.
#include "corpus.h"

int main(void) { return setlocale(LC_CTYPE, "") ? 0 : 1; }
