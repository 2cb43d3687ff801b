//: stdin one\ntwo\nthree\nfour\nfive\nsix\n
//: contrast ant\nbee\n
// What is in a new block shuffles lines that were read.
#include "sinks.h"

int main(void) { to_order(*HIDDEN((uint64_t *)malloc(600))); }
