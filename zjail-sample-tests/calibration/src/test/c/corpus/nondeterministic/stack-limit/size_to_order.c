//: stdin one\ntwo\nthree\nfour\nfive\nsix\n
//: contrast ant\nbee\n
// The limit of the stack shuffles lines that were read.
#include "sinks.h"

int main(void) { to_order(stack_limit()); }
