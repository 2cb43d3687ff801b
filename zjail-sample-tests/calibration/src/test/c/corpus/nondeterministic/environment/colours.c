// Colours its output unless NO_COLOR is there.
#include "corpus.h"

int main(void) { puts(getenv("NO_COLOR") ? "ok" : "\033[32mok\033[0m"); }
