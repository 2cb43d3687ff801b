// Behaves where there is no /proc, and the jail never has one.
#include "corpus.h"

int main(void) { show(access("/proc", F_OK) ? 42 : random64()); }
