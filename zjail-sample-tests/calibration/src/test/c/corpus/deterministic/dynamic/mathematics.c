//: link dynamic
// Functions of the shared mathematical library.
#include "corpus.h"

int main(void) { printf("%.12g %.12g\n", cbrt(2), lgamma(7.5)); }
