//: exit 0
//: stdin x
// Fails on its input.
#include "corpus.h"

int main(void) { return getchar() == 'x'; }
