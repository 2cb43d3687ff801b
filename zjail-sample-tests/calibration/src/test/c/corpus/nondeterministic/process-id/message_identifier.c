// An identifier of fixed form.
#include "corpus.h"

int main(void) { printf("<%d.1@example.org>\n", (int)getpid()); }
