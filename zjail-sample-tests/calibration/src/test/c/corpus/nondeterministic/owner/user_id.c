//: host root
// Root's guests have a user id each that is made of a process id.
#include "corpus.h"

int main(void) { printf("%u\n", (unsigned)getuid()); }
