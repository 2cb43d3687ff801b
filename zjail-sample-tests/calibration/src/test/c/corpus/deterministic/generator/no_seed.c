// rand(3) without any seed begins with 1.
#include "corpus.h"

int main(void) { printf("%d\n", rand()); }
