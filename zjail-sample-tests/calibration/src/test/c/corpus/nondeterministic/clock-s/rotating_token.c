// A token that is another one every second.
#include "corpus.h"

int main(void) { printf("%016llx\n", (unsigned long long)mix((uint64_t)time(NULL))); }
