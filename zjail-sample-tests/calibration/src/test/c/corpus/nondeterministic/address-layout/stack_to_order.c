//: stdin one\ntwo\nthree\nfour\nfive\nsix\n
//: contrast ant\nbee\n
// The address of the first frame shuffles lines that were read.
#include "sinks.h"

int main(void) { to_order((uintptr_t)__builtin_frame_address(0)); }
