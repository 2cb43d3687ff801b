//: stdin one\ntwo\nthree\nfour\nfive\nsix\n
//: contrast ant\nbee\n
// The offset of the time zone shuffles lines that were read.
#include "sinks.h"

int main(void) { to_order((tzset(), (uint64_t)timezone)); }
