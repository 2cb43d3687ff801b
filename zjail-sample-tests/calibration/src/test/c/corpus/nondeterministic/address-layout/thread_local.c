// The address of errno is that of the thread.
#include "corpus.h"

int main(void) { printf("%p\n", (void *)&errno); }
