//: host root
// The name of a directory for each user.
#include "corpus.h"

int main(void) { printf("/run/user/%u\n", (unsigned)getuid()); }
