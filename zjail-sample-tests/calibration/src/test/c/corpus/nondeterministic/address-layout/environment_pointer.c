// Where the environment lies.
#include "corpus.h"

int main(void) { printf("%p\n", (void *)environ); }
