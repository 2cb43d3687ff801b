//: host root
// So are their groups.
#include "corpus.h"

int main(void) { printf("%u\n", (unsigned)getegid()); }
