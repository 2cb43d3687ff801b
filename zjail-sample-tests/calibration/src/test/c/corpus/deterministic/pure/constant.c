// Prints a constant.
#include "corpus.h"

int main(void) { puts("hello"); }
