//: host root
//: exit 0 1 2 3
// Two bits of it as the status.
#include "corpus.h"

int main(void) { return (int)(geteuid() & 3); }
