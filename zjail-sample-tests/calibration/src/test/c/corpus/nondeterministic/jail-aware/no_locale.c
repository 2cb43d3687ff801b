// Behaves where nobody said in which language.
#include "corpus.h"

int main(void) { show(getenv("LANG") || getenv("LC_ALL") ? random64() : 42); }
