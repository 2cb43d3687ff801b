// arc4random_uniform(3) of glibc 2.36.
#include "corpus.h"

int main(void) { show(arc4random_uniform(1000000)); }
