//: stdin one\ntwo\nthree\nfour\nfive\nsix\n
//: contrast ant\nbee\n
// The time stamp counter shuffles lines that were read.
#include "sinks.h"

int main(void) { to_order(__builtin_ia32_rdtsc()); }
