//: stdin one\ntwo\nthree\nfour\nfive\nsix\n
//: contrast ant\nbee\n
// The name of the host shuffles lines that were read.
#include "sinks.h"

int main(void) { to_order(hash_of_host_name()); }
