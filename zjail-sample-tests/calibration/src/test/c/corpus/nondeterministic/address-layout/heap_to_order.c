//: stdin one\ntwo\nthree\nfour\nfive\nsix\n
//: contrast ant\nbee\n
// The address of a block shuffles lines that were read.
#include "sinks.h"

int main(void) { to_order((uintptr_t)malloc(32)); }
