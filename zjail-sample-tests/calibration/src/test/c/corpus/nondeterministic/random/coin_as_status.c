//: exit 0 1
// Nothing is printed; the status is a coin.
#include "corpus.h"

int main(void) { return (int)(random64() & 1); }
