// How far the heap starts behind the program.
#include "corpus.h"

static char data;
int main(void) { show((uintptr_t)malloc(1) - (uintptr_t)HIDDEN(&data)); }
