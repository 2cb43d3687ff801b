//: exit 0 1
// Even seconds succeed, odd ones fail.
#include "corpus.h"

int main(void) { return (int)(time(NULL) & 1); }
