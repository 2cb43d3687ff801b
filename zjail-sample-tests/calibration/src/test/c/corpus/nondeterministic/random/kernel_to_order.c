//: stdin one\ntwo\nthree\nfour\nfive\nsix\n
//: contrast ant\nbee\n
// A random number of the kernel shuffles lines that were read.
#include "sinks.h"

int main(void) { to_order(random64()); }
