//: stdin one\ntwo\nthree\nfour\nfive\nsix\n
//: contrast ant\nbee\n
// The process id shuffles lines that were read.
#include "sinks.h"

int main(void) { to_order((uint64_t)getpid()); }
