//: stdin one\ntwo\nthree\nfour\nfive\nsix\n
//: contrast ant\nbee\n
// The size of the environment shuffles lines that were read.
#include "sinks.h"

int main(void) { to_order(bytes_of_environment()); }
