//: stdin one\ntwo\nthree\nfour\nfive\nsix\n
//: contrast ant\nbee\n
// The day shuffles lines that were read.
#include "sinks.h"

int main(void) { to_order((uint64_t)time(NULL) / 86400); }
