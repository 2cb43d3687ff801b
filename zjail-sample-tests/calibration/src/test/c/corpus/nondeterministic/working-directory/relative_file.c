//: file src/test/c/corpus/corpus.h -> /data/name
// Finds its data by a relative path.
#include "corpus.h"

int main(void) { puts(access("data/name", R_OK) ? "no data" : "data"); }
