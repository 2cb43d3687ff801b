//: link dynamic
// Where the C library lies.
#include "corpus.h"

int main(void) { printf("%p\n", (void *)printf); }
