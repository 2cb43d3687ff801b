//: env GREETING=welcome
// A variable that the test declares is an input.
#include "corpus.h"

int main(void) { puts(getenv("GREETING")); }
