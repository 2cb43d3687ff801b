//: host root
// The user id without a system call.
#include "corpus.h"

int main(void) { printf("%lu\n", getauxval(AT_UID)); }
