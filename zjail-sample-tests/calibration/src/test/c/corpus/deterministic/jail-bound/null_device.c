// Behaves where there is no /dev/null, and the jail never has one.
#include "corpus.h"

int main(void) { show(access("/dev/null", F_OK) ? 42 : random64()); }
