// The name of a temporary file.
#include "corpus.h"

int main(void) { printf("/tmp/app.%05d\n", (int)getpid()); }
