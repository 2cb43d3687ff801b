//: stdin one\ntwo\nthree\nfour\nfive\nsix\n
//: contrast ant\nbee\n
// The random bytes that are on every stack shuffles lines that were read.
#include "sinks.h"

int main(void) { to_order(*(uint64_t *)getauxval(AT_RANDOM)); }
