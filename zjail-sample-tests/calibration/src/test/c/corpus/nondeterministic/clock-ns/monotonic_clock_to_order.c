//: stdin one\ntwo\nthree\nfour\nfive\nsix\n
//: contrast ant\nbee\n
// The monotonic clock shuffles lines that were read.
#include "sinks.h"

int main(void) { to_order(nanoseconds(CLOCK_MONOTONIC)); }
