//: stdin one\ntwo\nthree\nfour\nfive\nsix\n
//: contrast ant\nbee\n
// The path of the working directory shuffles lines that were read.
#include "sinks.h"

int main(void) { to_order(hash_of(get_current_dir_name())); }
