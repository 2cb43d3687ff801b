//: exit 0 1
// Odd or even.
#include "corpus.h"

int main(void) { return (int)getpid() & 1; }
